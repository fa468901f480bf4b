import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { Accounts } from '@kring/identity';
import { CLOCK, Outbox, SETTINGS, type Settings, system, UnitOfWork } from '@kring/platform';
import { StoriesReader } from '@kring/stories';
import { quietSince } from '../domain/watch';
import { watchChanged } from '../events';
import { Watches } from '../storage/watches';

const day = 86_400_000;

/**
 * Looks after everybody who is watched over in one organisation: who was in crisis and has neither written nor been here for some
 * days is raised, by what the service knows anyway (posts, and the use of sessions to the hour). Forgets notes that expired.
 */
@Injectable()
export class LookAfter {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(organisationId: Id): Promise<void> {
    await this.work.as(system('look-after', organisationId), async (transaction) => {
      const now = this.clock.now();
      const kept = new Date(now.getTime() - this.settings.KRING_WATCH_NOTE_DAYS * day);
      await this.watches.eraseNotes(transaction, organisationId, now, kept);
      const open = await this.watches.afterCrisis(transaction, organisationId);
      const members = open.map((watch) => watch.membershipId);
      const used = await this.accounts.lastUse(transaction, organisationId, members);
      const wrote = await this.stories.lastWrote(transaction, organisationId, members);
      for (const watch of open) {
        const signs = [used.get(watch.membershipId), wrote.get(watch.membershipId)].filter((at) => at !== undefined);
        const last = signs.length > 0 ? new Date(Math.max(...signs.map((at) => at.getTime()))) : null;
        const since = quietSince(last, watch.openedAt, now, this.settings.KRING_QUIET_DAYS);
        if (since?.getTime() === watch.quietSince?.getTime()) continue;
        await this.watches.setQuiet(transaction, watch, since);
        await this.outbox.add(transaction, organisationId, watchChanged, { watchId: watch.id });
      }
    });
  }
}
