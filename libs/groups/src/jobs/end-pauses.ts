import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Timers } from '@kring/platform';
import { pauseTimer } from '../pause-timer';
import { EndPause } from '../use-cases/end-pause';

/** Ends a time-out when its timer rings. */
@Injectable()
export class EndPauses implements OnModuleInit {
  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(EndPause) private readonly end: EndPause,
  ) {}

  onModuleInit(): void {
    this.timers.register({
      name: pauseTimer,
      run: async ({ organisationId, membershipId }) => {
        if (!organisationId || !membershipId) throw new Error('the end of a time-out says whose');
        await this.end.run(organisationId, membershipId);
      },
    });
  }
}
