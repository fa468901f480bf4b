import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import type { AccountActor } from '@kring/platform';

@ObjectType('SignedInSession', { description: 'No device is described: nothing about it is kept.' })
export class SignedInSessionView {
  @Field(() => ID)
  id!: string;
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
  @Field(() => GraphQLISODateTime)
  lastUsedAt!: Date;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
  @Field()
  isCurrent!: boolean;
}

@ObjectType('Viewer', { description: 'Who is signed in.' })
export class ViewerView {
  /** Not on the wire. */
  actor!: AccountActor;

  @Field(() => ID)
  id!: string;
  @Field()
  isSteward!: boolean;
}

@ObjectType('Session')
export class SessionView {
  @Field({
    description: 'Also set as an HttpOnly cookie; a client that is no browser sends it as `Authorization: Bearer`.',
  })
  token!: string;
  @Field(() => ViewerView)
  viewer!: ViewerView;
}

@ObjectType('OneTimeCodeSetup', { description: 'What an authenticator app needs; shown once.' })
export class OneTimeCodeSetupView {
  readonly __typename = 'OneTimeCodeSetup';
  @Field()
  setupToken!: string;
  @Field()
  secret!: string;
  @Field()
  uri!: string;
}

@ObjectType('RecoveryCodes')
export class RecoveryCodesView {
  @Field(() => [String])
  codes!: readonly string[];
}

@ObjectType('StaffSignedIn')
export class StaffSignedInView {
  @Field(() => SessionView)
  session!: SessionView;
  @Field(() => [String], { description: 'Shown once, only at the first set-up.' })
  recoveryCodes!: readonly string[];
}

export function viewViewer(actor: AccountActor): ViewerView {
  return { actor, id: actor.accountId, isSteward: actor.isSteward };
}
