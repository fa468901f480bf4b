import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Timers } from '@kring/platform';
import { dutyTimer } from '../duty-timer';
import { EndDuty } from '../use-cases/end-duty';

/** Ends duties that nobody ended, when their timer rings. */
@Injectable()
export class EndDuties implements OnModuleInit {
  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(EndDuty) private readonly end: EndDuty,
  ) {}

  onModuleInit(): void {
    this.timers.register({
      name: dutyTimer,
      run: async ({ organisationId, dutyId }) => {
        if (!organisationId || !dutyId) throw new Error('the end of a duty says of which');
        await this.end.whenRunOut(organisationId, dutyId);
      },
    });
  }
}
