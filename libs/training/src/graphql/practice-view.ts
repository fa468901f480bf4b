import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ClimateComponentView, ClimateEnum, DecisionKindEnum, InterventionKindEnum, viewComponents } from '@kring/moderation/graphql'; // prettier-ignore
import { StaffMemberView } from '@kring/organisations/graphql';
import type { Language } from '@kring/platform';
import type { Climate } from '@kring/safety';
import { AssessmentView, viewAssessment } from '@kring/stories/graphql';
import type { Played, PlayedPoint, PlayedPost } from '../domain/play';
import { cannotBeUndone } from '../domain/read-steering';
import type { PracticeScript, PractisedKind, ScriptMember } from '../domain/script';
import { practiceDecisions, type PracticeDecision, type Step } from '../domain/step';

type Names<N extends string> = { readonly [Name in N]: Name };

export const PracticePostStateEnum = { VISIBLE: 'VISIBLE', HELD: 'HELD', HIDDEN: 'HIDDEN' } as const;
registerEnumType(PracticePostStateEnum, { name: 'PracticePostState' });
export const PracticeStepKindEnum = {
  LOOK: 'LOOK',
  STEER: 'STEER',
  UNDO: 'UNDO',
  PACE: 'PACE',
  RESOLVE: 'RESOLVE',
} as const satisfies Names<Step['deed']['do']>;
registerEnumType(PracticeStepKindEnum, { name: 'PracticeStepKind' });
export const PracticeLookEnum = { POSTS: 'POSTS', CLIMATE: 'CLIMATE', MEMBER: 'MEMBER' } as const;
registerEnumType(PracticeLookEnum, { name: 'PracticeLook' });
export const PracticeDecisionEnum = Object.fromEntries(
  practiceDecisions.map((decision) => [decision, DecisionKindEnum[decision]]),
) as Names<PracticeDecision>;
registerEnumType(PracticeDecisionEnum, { name: 'PracticeDecision' });

const storyTime = { description: 'Milliseconds since the story began.' };

@ObjectType('PracticeMember', { description: 'Somebody in a practice thread. Nobody of them exists.' })
export class PracticeMemberView {
  @Field()
  key!: string;
  @Field()
  nickname!: string;
  @Field()
  avatar!: string;
  @Field({ description: 'What a moderator could know of them from before.' })
  about!: string;
}

@ObjectType('PracticePost')
export class PracticePostView {
  @Field()
  key!: string;
  @Field(() => PracticeMemberView, { nullable: true, description: 'Null: a guide note of the trainee.' })
  by!: PracticeMemberView | null;
  @Field()
  text!: string;
  @Field(() => Int, storyTime)
  at!: number;
  @Field(() => PracticePostStateEnum)
  state!: PlayedPost['state'];
  @Field(() => [String])
  contentNotes!: readonly string[];
  @Field(() => AssessmentView, { nullable: true, description: 'Read as any post is.' })
  assessment!: AssessmentView | null;
}

@ObjectType('PracticeWord', { description: 'Said between the trainee and one member, apart from the thread.' })
export class PracticeWordView {
  @Field()
  key!: string;
  @Field(() => PracticeMemberView)
  with!: PracticeMemberView;
  @Field()
  byMember!: boolean;
  @Field()
  text!: string;
  @Field(() => Int, storyTime)
  at!: number;
}

@ObjectType('PracticeNews', { description: 'What is heard from outside the thread.' })
export class PracticeNewsView {
  @Field()
  key!: string;
  @Field()
  text!: string;
  @Field(() => Int, storyTime)
  at!: number;
}

@ObjectType('PracticePoint', { description: 'How the thread was going after one post.' })
export class PracticePointView {
  @Field(() => Int, storyTime)
  at!: number;
  @Field()
  post!: string;
  @Field(() => ClimateEnum)
  climate!: Climate;
  @Field()
  score!: number;
  @Field(() => [ClimateComponentView])
  components!: readonly ClimateComponentView[];
}

@ObjectType('PracticeStep', { description: 'Something that the trainee did or looked at.' })
export class PracticeStepView {
  @Field(() => ID)
  id!: string;
  @Field(() => Int, storyTime)
  at!: number;
  @Field(() => PracticeStepKindEnum)
  kind!: Step['deed']['do'];
  @Field(() => InterventionKindEnum, { nullable: true })
  intervention!: PractisedKind | null;
  @Field(() => PracticeLookEnum, { nullable: true })
  looked!: 'POSTS' | 'CLIMATE' | 'MEMBER' | null;
  @Field(() => [String], { description: 'The posts it is about.' })
  posts!: readonly string[];
  @Field(() => String, { nullable: true })
  member!: string | null;
  @Field(() => String, { nullable: true, description: 'The note, the question, or what members read.' })
  text!: string | null;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => Int, { nullable: true })
  minutes!: number | null;
  @Field(() => String, { nullable: true })
  helpline!: string | null;
  @Field({ description: 'It steers, and was not taken back.' })
  stands!: boolean;
  @Field()
  undoable!: boolean;
  @Field(() => ID, { nullable: true, description: 'The step that it takes back.' })
  undoes!: string | null;
  @Field(() => Boolean, { nullable: true })
  running!: boolean | null;
  @Field(() => Int, { nullable: true })
  speed!: number | null;
  @Field(() => PracticeDecisionEnum, { nullable: true })
  decision!: PracticeDecision | null;
}

@ObjectType('PracticeComment')
export class PracticeCommentView {
  /** Not on the wire. */
  byStaffId!: string;

  @Field(() => ID)
  id!: string;
  @Field(() => ID, { nullable: true, description: 'The step it is about; null: the run as a whole.' })
  stepId!: string | null;
  @Field()
  text!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field()
  byTrainee!: boolean;
  @Field(() => StaffMemberView, { nullable: true })
  by?: StaffMemberView | null;
}

export function viewMember(member: ScriptMember, language: Language): PracticeMemberView {
  return { key: member.key, nickname: member.nickname, avatar: member.avatar, about: member.about[language] };
}

export function memberOf(script: PracticeScript, key: string | null, language: Language): PracticeMemberView | null {
  const member = script.members.find((one) => one.key === key);
  return member ? viewMember(member, language) : null;
}

export function viewPost(post: PlayedPost, script: PracticeScript, language: Language): PracticePostView {
  const { key, text, at, state, contentNotes } = post;
  const assessment = post.assessment && viewAssessment(post.assessment, language);
  return { key, text, at: Math.round(at), state, contentNotes, assessment, by: memberOf(script, post.by, language) };
}

export function viewPoint(
  { at, post, climate, score, components }: PlayedPoint,
  language: Language,
): PracticePointView {
  return { at: Math.round(at), post, climate, score, components: viewComponents(components, language) };
}

export function viewWords(played: Played, script: PracticeScript, language: Language): PracticeWordView[] {
  return played.apart.flatMap(({ key, with: whom, by, text, at }) => {
    const member = memberOf(script, whom, language);
    return member ? [{ key, text, at: Math.round(at), byMember: by !== null, with: member }] : [];
  });
}

/** A step; `nameOf` tells the name of a helpline. */
export function viewStep(step: Step, played: Played, nameOf: (slug: string) => string | null): PracticeStepView {
  const { id, at, deed } = step;
  const nothing = {
    ...{ intervention: null, looked: null, posts: [], member: null, text: null, reason: null, minutes: null },
    ...{ helpline: null, stands: false, undoable: false, undoes: null, running: null, speed: null, decision: null },
  };
  const shared = { ...nothing, id, at, kind: deed.do };
  switch (deed.do) {
    case 'LOOK':
      return {
        ...{ ...shared, looked: deed.what, posts: deed.what === 'POSTS' ? deed.posts : [] },
        member: deed.what === 'MEMBER' ? deed.member : null,
      };
    case 'STEER': {
      const stands = played.standing.some((one) => one.id === id);
      return {
        ...{ ...shared, intervention: deed.kind, posts: deed.post === null ? [] : [deed.post], text: deed.text },
        ...{ reason: deed.reason, minutes: deed.minutes, helpline: deed.helpline && nameOf(deed.helpline) },
        ...{ stands, undoable: stands && !cannotBeUndone.includes(deed.kind) },
      };
    }
    case 'UNDO':
      return { ...shared, undoes: deed.step, reason: deed.reason };
    case 'PACE':
      return { ...shared, running: deed.running, speed: deed.speed };
    case 'RESOLVE':
      return { ...shared, decision: deed.decision, reason: deed.reasons };
  }
}
