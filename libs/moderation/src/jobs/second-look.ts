import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Timers } from '@kring/platform';
import { laterRecheckTimer, recheckTimer } from '../recheck-timer';
import { RecheckClimate } from '../use-cases/recheck-climate';

/** Runs the second look at the climate when its timer rings. */
@Injectable()
export class SecondLook implements OnModuleInit {
  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(RecheckClimate) private readonly recheck: RecheckClimate,
  ) {}

  onModuleInit(): void {
    for (const [name, look] of [
      [recheckTimer, 'FIRST'],
      [laterRecheckTimer, 'LATER'],
    ] as const) {
      this.timers.register({
        name,
        run: async ({ organisationId, interventionId }) => {
          if (!organisationId || !interventionId) throw new Error('a second look says at what');
          await this.recheck.run(organisationId, interventionId, look);
        },
      });
    }
  }
}
