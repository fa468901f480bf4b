import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, isId } from '@kring/kernel';
import { CLOCK, system, Timers, UnitOfWork } from '@kring/platform';
import { OrganisationsReader } from '../storage/organisations-reader';

/** Something that comes back, and is done for every organisation. */
export interface ForEach {
  /** The schedule, and who it acts as: a policy lets it see which organisations there are. */
  readonly name: string;
  readonly cron: string;
  /** The timer that rings in each organisation. */
  readonly timer: string;
  readonly run: (organisationId: Id) => Promise<unknown>;
}

/** Has something done for every organisation, one after the other and apart: what fails in one is tried again there alone. */
@Injectable()
export class EachOrganisation {
  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  register({ name, cron, timer, run }: ForEach): void {
    this.timers.register({ name, cron, run: () => this.ring(name, timer) });
    this.timers.register({
      name: timer,
      run: async ({ organisationId }) => {
        if (!organisationId || !isId(organisationId)) throw new Error(`${timer} happens in an organisation`);
        await run(organisationId);
      },
    });
  }

  /** Sets the timer of every organisation, as when the schedule rings. */
  async ring(name: string, timer: string): Promise<void> {
    const now = this.clock.now();
    await this.work.as(system(name, null), async (transaction) => {
      for (const organisationId of await this.organisations.all(transaction))
        await this.timers.set(transaction, timer, organisationId, now, { organisationId });
    });
  }
}
