import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings, Timers, type Transaction } from '@kring/platform';
import { crisisTimer } from '../crisis-timer';
import { callMoments, type CrisisPatience } from '../domain/crisis-calls';
import type { ReviewItemRecord } from '../storage/records';

/** Sets the timers of a crisis that began to wait, in the transaction in which it did. */
@Injectable()
export class WatchCrisis {
  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(SETTINGS)
    private readonly settings: Pick<Settings, 'KRING_CRISIS_SUPERVISOR_MINUTES' | 'KRING_CRISIS_ON_CALL_MINUTES'>,
  ) {}

  patience(): CrisisPatience {
    return {
      SUPERVISORS: this.settings.KRING_CRISIS_SUPERVISOR_MINUTES,
      ON_CALL: this.settings.KRING_CRISIS_ON_CALL_MINUTES,
    };
  }

  async waits(
    transaction: Transaction,
    { organisationId, id }: Pick<ReviewItemRecord, 'organisationId' | 'id'>,
    since: Date,
  ): Promise<void> {
    for (const { step, at } of callMoments(since, this.patience())) {
      const key = `${id} ${step} ${since.toISOString()}`;
      await this.timers.set(transaction, crisisTimer, key, at, { organisationId, itemId: id });
    }
  }
}
