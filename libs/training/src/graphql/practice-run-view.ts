import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import type { Language } from '@kring/platform';
import { storyTime } from '../domain/clock';
import { lookBack } from '../domain/look-back';
import type { PracticeScript } from '../domain/script';
import type { Step } from '../domain/step';
import type { CommentCount, RunLine, RunRecord } from '../storage/practice-runs';
import { PracticeCommentView, PracticeMemberView, PracticeNewsView, PracticePointView, PracticePostView, PracticeStepView, PracticeWordView } from './practice-view'; // prettier-ignore

export const PracticeRunStateEnum = { RUNNING: 'RUNNING', STOPPED: 'STOPPED', OVER: 'OVER' } as const;
export type PracticeRunState = keyof typeof PracticeRunStateEnum;
registerEnumType(PracticeRunStateEnum, { name: 'PracticeRunState' });

@ObjectType('PracticeThread', { description: 'A practice thread that can be begun.' })
export class PracticeThreadView {
  @Field()
  key!: string;
  @Field()
  title!: string;
  @Field()
  about!: string;
  @Field(() => Int, { description: 'How long its story lasts.' })
  minutes!: number;
}

@ObjectType('PracticeRunLine', { description: 'A run as lists show it.' })
export class PracticeRunLineView {
  /** Not on the wire. */
  staffId!: string;

  @Field(() => ID)
  id!: string;
  @Field()
  thread!: string;
  @Field()
  title!: string;
  @Field(() => PracticeRunStateEnum)
  state!: PracticeRunState;
  @Field(() => GraphQLISODateTime)
  beganAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endedAt!: Date | null;
  @Field(() => Int)
  comments!: number;
  @Field({ description: 'The last word about it was the trainee’s, or there was none.' })
  waitsForSupervisor!: boolean;
}

@ObjectType('PracticeColleague')
export class PracticeColleagueView {
  @Field(() => StaffMemberView)
  staff!: StaffMemberView;
  @Field(() => [PracticeRunLineView], { description: 'Newest first.' })
  runs!: readonly PracticeRunLineView[];
}

@ObjectType('PracticeDesk')
export class PracticeDeskView {
  @Field(() => [PracticeThreadView])
  threads!: readonly PracticeThreadView[];
  @Field(() => [PracticeRunLineView], { description: 'One’s own, newest first.' })
  runs!: readonly PracticeRunLineView[];
  @Field(() => [PracticeColleagueView], { nullable: true, description: 'For supervisors: who practised what.' })
  team!: readonly PracticeColleagueView[] | null;
}

@ObjectType('PracticeMattered', {
  description: 'Something that mattered, and how long it took. Milliseconds of the story.',
})
export class PracticeMatteredView {
  @Field()
  event!: string;
  @Field({ description: 'Its words, or their beginning.' })
  text!: string;
  @Field(() => Int)
  cameAt!: number;
  @Field(() => Int, { nullable: true, description: 'When the trainee opened it; null: never.' })
  seenAt!: number | null;
  @Field(() => Int, { nullable: true, description: 'The first step that steered after it was there.' })
  answeredAt!: number | null;
}

@ObjectType('PracticeGuidance', { description: 'What an experienced moderator would look at.' })
export class PracticeGuidanceView {
  @Field()
  event!: string;
  @Field({ description: 'What it is about, in the words of the story.' })
  text!: string;
  @Field()
  guidance!: string;
}

@ObjectType('PracticeLookBack', { description: 'For the trainee when the run is over, for supervisors at any time.' })
export class PracticeLookBackView {
  @Field(() => [PracticeMatteredView])
  mattered!: readonly PracticeMatteredView[];
  @Field(() => [String], { description: 'What the trainee’s steps changed.' })
  changed!: readonly string[];
  @Field(() => [PracticeGuidanceView])
  guidance!: readonly PracticeGuidanceView[];
  @Field({ description: 'What to take from it.' })
  afterwards!: string;
}

@ObjectType('PracticeRun', { description: 'One run of a practice thread, as it stands now. Nobody in it exists.' })
export class PracticeRunView {
  /** Not on the wire. */
  record!: RunRecord;

  @Field(() => ID)
  id!: string;
  @Field()
  thread!: string;
  @Field()
  title!: string;
  @Field()
  about!: string;
  @Field({ description: 'The language that the members of the story write in.' })
  language!: string;
  @Field(() => Int)
  minutes!: number;
  @Field(() => Int)
  speed!: number;
  @Field(() => PracticeRunStateEnum)
  state!: PracticeRunState;
  @Field(() => GraphQLISODateTime)
  beganAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endedAt!: Date | null;
  @Field(() => Int, { description: 'How far the story is: milliseconds.' })
  now!: number;
  @Field({ description: 'The reader is its trainee, and may act.' })
  isMine!: boolean;
  @Field()
  isClosed!: boolean;
  @Field(() => String, { nullable: true, description: 'The post at which a moderator would first have been called.' })
  turnedAt!: string | null;
  @Field(() => [PracticeMemberView])
  members!: readonly PracticeMemberView[];
  @Field(() => [PracticePostView])
  posts!: readonly PracticePostView[];
  @Field(() => [PracticeWordView])
  apart!: readonly PracticeWordView[];
  @Field(() => [PracticeNewsView])
  news!: readonly PracticeNewsView[];
  @Field(() => [PracticePointView])
  points!: readonly PracticePointView[];
  @Field(() => [PracticeStepView], { description: 'In the order in which they were taken.' })
  steps!: readonly PracticeStepView[];
  @Field(() => [PracticeCommentView])
  comments!: readonly PracticeCommentView[];
  @Field(() => PracticeLookBackView, { nullable: true })
  lookBack!: PracticeLookBackView | null;
  @Field(() => StaffMemberView, { nullable: true })
  trainee?: StaffMemberView | null;
}

export function stateOf({ endedAt, since }: Pick<RunLine, 'endedAt' | 'since'>): PracticeRunState {
  if (endedAt) return 'OVER';
  return since ? 'RUNNING' : 'STOPPED';
}

export function viewThread({ key, title, about, minutes }: PracticeScript, language: Language): PracticeThreadView {
  return { key, title: title[language], about: about[language], minutes };
}

export function viewLine(run: RunLine, counts: readonly CommentCount[], language: Language): PracticeRunLineView {
  const { id, staffId, scriptKey: thread, beganAt, endedAt } = run;
  const count = counts.find(({ runId }) => runId === id);
  const said = { comments: count?.comments ?? 0, waitsForSupervisor: !count || count.lastBy === staffId };
  return { id, staffId, thread, title: run.title[language], state: stateOf(run), beganAt, endedAt, ...said };
}

export function viewLookBack(
  run: RunRecord,
  steps: readonly Step[],
  at: Date,
  language: Language,
): PracticeLookBackView {
  const { script } = run;
  const back = lookBack(script, run.language, steps, storyTime(run, run.minutes, at));
  const event = (key: string) => script.events.find((one) => one.key === key);
  const words = (key: string): string => event(key)?.text[run.language] ?? '';
  return {
    mattered: back.mattered.map((one) => ({ ...one, cameAt: Math.round(one.cameAt), text: words(one.event) })),
    changed: script.turns.filter(({ key }) => back.turns.includes(key)).map(({ told }) => told[language]),
    guidance: back.guided.map((key) => ({
      event: key,
      text: words(key),
      guidance: event(key)?.guidance?.[language] ?? '',
    })),
    afterwards: script.afterwards[language],
  };
}
