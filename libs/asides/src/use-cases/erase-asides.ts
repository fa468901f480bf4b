import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, SETTINGS, type Settings, system, UnitOfWork } from '@kring/platform';
import { keptUntil } from '../domain/aside';
import { Asides } from '../storage/asides';

/** Takes the words out of what ended long enough ago; that two people talked, and when, is kept. */
@Injectable()
export class EraseAsides {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many asides lost their words now. */
  run(organisationId: Id): Promise<number> {
    return this.work.as(system('erase-asides', organisationId), async (transaction) => {
      const now = this.clock.now();
      const before = keptUntil(now, this.settings.KRING_ASIDE_DAYS);
      const erased = await this.asides.erase(transaction, organisationId, { before }, now);
      await this.asides.forgetRequests(transaction, organisationId, before);
      if (erased > 0) await this.audit.record(transaction, organisationId, 'asides.erased', { count: String(erased) });
      return erased;
    });
  }
}
