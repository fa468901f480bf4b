import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, SETTINGS, type Settings, system, UnitOfWork } from '@kring/platform';
import { ColleagueAsks } from '../storage/colleague-asks';
import { Exposures } from '../storage/exposures';

const day = 86_400_000;

/** Forgets, in one organisation, what moderators read and what colleagues asked of each other so long ago. */
@Injectable()
export class ForgetExposure {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Exposures) private readonly exposures: Exposures,
    @Inject(ColleagueAsks) private readonly asks: ColleagueAsks,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(organisationId: Id): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.settings.KRING_CARE_DAYS * day);
    await this.work.as(system('forget-exposures', organisationId), async (transaction) => {
      await this.exposures.forget(transaction, organisationId, before);
      await this.asks.forget(transaction, organisationId, before);
    });
  }
}
