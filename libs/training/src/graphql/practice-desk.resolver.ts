import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { StaffReader } from '@kring/organisations';
import { viewStaff } from '@kring/organisations/graphql';
import { Access, type KringContext, moderatorOf, moderatorOfNamed, UnitOfWork } from '@kring/platform';
import { PracticeRuns } from '../storage/practice-runs';
import { PracticeScripts } from '../storage/practice-scripts';
import { PracticeDeskView, viewLine, viewThread } from './practice-run-view';

@Resolver(() => PracticeDeskView)
export class PracticeDeskResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PracticeRuns) private readonly runs: PracticeRuns,
    @Inject(PracticeScripts) private readonly scripts: PracticeScripts,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
  ) {}

  @Query(() => PracticeDeskView, { nullable: true, description: 'Moderators and supervisors of the organisation.' })
  @Access(moderatorOfNamed('organisationId'))
  async practiceDesk(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): Promise<PracticeDeskView | null> {
    const right = moderatorOf(context.actor, organisationId);
    if (!right) return null;
    const isSupervisor = right.role === 'SUPERVISOR';
    const [own, all, serving] = await this.work.read(context, (transaction) =>
      Promise.all([
        this.runs.lines(transaction, organisationId, right.staffId),
        isSupervisor ? this.runs.lines(transaction, organisationId, null) : [],
        isSupervisor ? this.staffReader.serving(transaction, [organisationId]) : [],
      ]),
    );
    const ids = [...own, ...all].map(({ id }) => id);
    const counts = await this.work.read(context, (transaction) => this.runs.countComments(transaction, ids));
    const { language } = context;
    const colleagues = serving.filter(({ id, role }) => role !== 'ORGANISER' && id !== right.staffId);
    return {
      threads: this.scripts.all.map((script) => viewThread(script, language)),
      runs: own.map((run) => viewLine(run, counts, language)),
      team: isSupervisor
        ? colleagues.map((staff) => ({
            staff: viewStaff(staff),
            runs: all.filter(({ staffId }) => staffId === staff.id).map((run) => viewLine(run, counts, language)),
          }))
        : null,
    };
  }
}
