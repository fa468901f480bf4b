import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { StaffingReader } from '@kring/organisations';
import { SETTINGS, type Settings, Timers, type Transaction } from '@kring/platform';
import { type RecheckChoice, recheckMoments } from '../domain/recheck';
import { laterRecheckTimer, recheckTimer } from '../recheck-timer';
import { RecheckChoices } from '../storage/recheck-choices';

/** Sets the timers by which an intervention is looked at again, as its organisation chose. */
@Injectable()
export class SetRechecks {
  constructor(
    @Inject(RecheckChoices) private readonly choices: RecheckChoices,
    @Inject(StaffingReader) private readonly staffing: StaffingReader,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_RECHECK_MINUTES'>,
  ) {}

  /** What holds in an organisation: what was chosen, else the minutes of the service. */
  async choice(transaction: Transaction, organisationId: Id): Promise<RecheckChoice> {
    const chosen = await this.choices.choice(transaction, organisationId);
    return chosen ?? { looks: 'MINUTES', minutes: this.settings.KRING_RECHECK_MINUTES };
  }

  /** Harmless when it is done again. */
  async run(
    transaction: Transaction,
    done: { readonly organisationId: Id; readonly groupId: Id; readonly interventionId: Id; readonly at: Date },
  ): Promise<void> {
    const { organisationId, groupId, interventionId, at } = done;
    const choice = await this.choice(transaction, organisationId);
    const nextShift =
      choice.looks === 'MINUTES' ? null : await this.staffing.nextShift(transaction, organisationId, groupId, at);
    const [first, later] = recheckMoments(choice, at, nextShift);
    const about = { organisationId, interventionId };
    await this.timers.set(transaction, recheckTimer, interventionId, first, about);
    if (later) await this.timers.set(transaction, laterRecheckTimer, interventionId, later, about);
  }
}
