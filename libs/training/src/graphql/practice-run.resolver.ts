import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Helplines } from '@kring/guidance';
import { type Clock, invalid, isId, type Problem, type Result } from '@kring/kernel';
import { OrganisationLoaders, StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import { Access, type AccountActor, aModerator, CLOCK, CurrentActor, type KringContext, moderatorOf, presentProblem, type ProblemView, resultUnion, UnitOfWork } from '@kring/platform'; // prettier-ignore
import { isLanguage } from '@kring/safety';
import { storyTime } from '../domain/clock';
import { play } from '../domain/play';
import { PracticeRuns, type RunRecord } from '../storage/practice-runs';
import { CommentOnPractice } from '../use-cases/comment-on-practice';
import { LookInPractice } from '../use-cases/look-in-practice';
import { PacePractice } from '../use-cases/pace-practice';
import { ResolvePractice } from '../use-cases/resolve-practice';
import { StartPractice } from '../use-cases/start-practice';
import { SteerPractice } from '../use-cases/steer-practice';
import { UndoInPractice } from '../use-cases/undo-in-practice';
import { CommentOnPracticeInputView, LookInPracticeInputView, PacePracticeInputView, ResolvePracticeInputView, StartPracticeInputView, SteerPracticeInputView, UndoInPracticeInputView } from './practice-inputs'; // prettier-ignore
import { PracticeRunView, stateOf, viewLookBack } from './practice-run-view';
import { PracticeCommentView, viewMember, viewPoint, viewPost, viewStep, viewWords } from './practice-view';

const view = () => PracticeRunView;
const StartPracticeResult = resultUnion('StartPracticeResult', view, 'PracticeRun');
const LookInPracticeResult = resultUnion('LookInPracticeResult', view, 'PracticeRun');
const SteerPracticeResult = resultUnion('SteerPracticeResult', view, 'PracticeRun');
const UndoInPracticeResult = resultUnion('UndoInPracticeResult', view, 'PracticeRun');
const PacePracticeResult = resultUnion('PacePracticeResult', view, 'PracticeRun');
const ResolvePracticeResult = resultUnion('ResolvePracticeResult', view, 'PracticeRun');
const CommentOnPracticeResult = resultUnion('CommentOnPracticeResult', view, 'PracticeRun');

@Resolver(() => PracticeRunView)
export class PracticeRunResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PracticeRuns) private readonly runs: PracticeRuns,
    @Inject(StartPractice) private readonly start: StartPractice,
    @Inject(LookInPractice) private readonly look: LookInPractice,
    @Inject(SteerPractice) private readonly steer: SteerPractice,
    @Inject(UndoInPractice) private readonly undo: UndoInPractice,
    @Inject(PacePractice) private readonly pace: PacePractice,
    @Inject(ResolvePractice) private readonly resolve: ResolvePractice,
    @Inject(CommentOnPractice) private readonly comment: CommentOnPractice,
    @Inject(Helplines) private readonly helplines: Helplines,
    @Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => PracticeRunView, { nullable: true, description: 'Its trainee, and supervisors of the organisation.' })
  @Access(aModerator)
  async practiceRun(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | null> {
    const run = isId(id) ? await this.work.read(context, (transaction) => this.runs.run(transaction, id)) : null;
    return run && this.view(context, run);
  }

  @Mutation(() => StartPracticeResult)
  @Access(aModerator)
  async startPractice(
    @Args('input') { thread, language, ...input }: StartPracticeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | ProblemView> {
    if (!isLanguage(language)) return presentProblem(invalid('language', 'unknown'), context.language);
    return this.answer(context, await this.start.run(actor, { ...input, scriptKey: thread, language }));
  }

  @Mutation(() => LookInPracticeResult, { description: 'Keeps what the trainee looks at, with its time in the story.' })
  @Access(aModerator)
  async lookInPractice(
    @Args('input') { clientKey, runId, what, posts, member }: LookInPracticeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | ProblemView> {
    const looked = { clientKey, runId, what, posts: posts ?? [], member: member ?? null };
    return this.answer(context, await this.look.run(actor, looked));
  }

  @Mutation(() => SteerPracticeResult)
  @Access(aModerator)
  async steerPractice(
    @Args('input') input: SteerPracticeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | ProblemView> {
    const { clientKey, runId, kind, reason } = input;
    const words = { post: input.post ?? null, text: input.text ?? null, helpline: input.helpline ?? null };
    const times = { minutes: input.minutes ?? null, endsInMinutes: input.endsInMinutes ?? null };
    return this.answer(context, await this.steer.run(actor, { clientKey, runId, kind, reason, ...words, ...times }));
  }

  @Mutation(() => UndoInPracticeResult)
  @Access(aModerator)
  async undoInPractice(
    @Args('input') input: UndoInPracticeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | ProblemView> {
    return this.answer(context, await this.undo.run(actor, { ...input }));
  }

  @Mutation(() => PacePracticeResult, { description: 'Stops it, goes on with it, or changes its speed.' })
  @Access(aModerator)
  async pacePractice(
    @Args('input') input: PacePracticeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | ProblemView> {
    return this.answer(context, await this.pace.run(actor, { ...input }));
  }

  @Mutation(() => ResolvePracticeResult, { description: 'Ends it; then it can be looked back on.' })
  @Access(aModerator)
  async resolvePractice(
    @Args('input') input: ResolvePracticeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | ProblemView> {
    return this.answer(context, await this.resolve.run(actor, { ...input }));
  }

  @Mutation(() => CommentOnPracticeResult, { description: 'A supervisor comments, the trainee answers.' })
  @Access(aModerator)
  async commentOnPractice(
    @Args('input') { clientKey, runId, stepId, text }: CommentOnPracticeInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PracticeRunView | ProblemView> {
    return this.answer(context, await this.comment.run(actor, { clientKey, runId, stepId: stepId ?? null, text }));
  }

  @ResolveField(() => StaffMemberView, { nullable: true })
  async trainee(
    @Parent() { record }: PracticeRunView,
    @Context() context: KringContext,
  ): Promise<StaffMemberView | null> {
    const staff = await this.organisations.staff(context, record.staffId);
    return staff && viewStaff(staff);
  }

  private async answer(
    context: KringContext,
    result: Result<RunRecord, Problem>,
  ): Promise<PracticeRunView | ProblemView> {
    return result.ok ? this.view(context, result.value) : presentProblem(result.problem, context.language);
  }

  private async view(context: KringContext, run: RunRecord): Promise<PracticeRunView> {
    const [steps, comments] = await this.work.read(context, (transaction) =>
      Promise.all([this.runs.steps(transaction, run), this.runs.comments(transaction, run)]),
    );
    const { language } = context;
    const right = moderatorOf(context.actor, run.organisationId);
    const isMine = right?.staffId === run.staffId;
    const at = this.clock.now();
    const now = storyTime(run, run.minutes, at);
    const played = play(run.script, run.language, steps, now);
    const { script } = run;
    return {
      ...{ record: run, id: run.id, thread: run.scriptKey, title: run.title[language], about: script.about[language] },
      ...{ language: run.language, minutes: run.minutes, speed: run.speed, state: stateOf(run) },
      ...{ beganAt: run.beganAt, endedAt: run.endedAt, now: Math.round(now), isMine },
      ...{ isClosed: played.isClosed, turnedAt: played.turnedAt },
      members: script.members.map((member) => viewMember(member, language)),
      posts: played.posts.map((post) => viewPost(post, script, language)),
      apart: viewWords(played, script, language),
      news: played.news.map(({ key, text, at: heard }) => ({ key, text, at: Math.round(heard) })),
      points: played.points.map((point) => viewPoint(point, language)),
      steps: steps.map((step) => viewStep(step, played, (slug) => this.helplines.bySlug(slug)?.name ?? null)),
      comments: comments.map(({ id, stepId, text, at: said, byStaffId }) => ({
        ...{ id, stepId, text, at: said, byStaffId, byTrainee: byStaffId === run.staffId },
      })),
      lookBack: run.endedAt || !isMine ? viewLookBack(run, steps, at, language) : null,
    };
  }
}

@Resolver(() => PracticeCommentView)
export class PracticeCommentResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => StaffMemberView, { nullable: true })
  async by(
    @Parent() { byStaffId }: PracticeCommentView,
    @Context() context: KringContext,
  ): Promise<StaffMemberView | null> {
    const staff = await this.organisations.staff(context, byStaffId);
    return staff && viewStaff(staff);
  }
}
