import { Field, ID, InputType } from '@nestjs/graphql';

@InputType('SignInInput')
export class SignInInputView {
  @Field()
  signInName!: string;
  @Field()
  passphrase!: string;
  @Field(() => String, { nullable: true, description: 'Six digits; staff always.' })
  oneTimeCode?: string | null;
}

@InputType('RecoverAccountInput')
export class RecoverAccountInputView {
  @Field()
  signInName!: string;
  @Field()
  recoveryCode!: string;
  @Field()
  newPassphrase!: string;
  @Field(() => String, { nullable: true })
  oneTimeCode?: string | null;
}

@InputType('RenewRecoveryCodesInput')
export class RenewRecoveryCodesInputView {
  @Field()
  passphrase!: string;
}

@InputType('EndSessionInput')
export class EndSessionInputView {
  @Field(() => ID)
  id!: string;
}

@InputType('ConfirmOneTimeCodeInput')
export class ConfirmOneTimeCodeInputView {
  @Field()
  setupToken!: string;
  @Field()
  oneTimeCode!: string;
}
