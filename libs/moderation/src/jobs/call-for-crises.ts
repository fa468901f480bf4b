import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Timers } from '@kring/platform';
import { crisesTimer, crisisTimer } from '../crisis-timer';
import { CallForCrisis } from '../use-cases/call-for-crisis';

/** Calls somebody when the timer of a crisis rings; and looks each minute for what no timer knows of. */
@Injectable()
export class CallForCrises implements OnModuleInit {
  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(CallForCrisis) private readonly call: CallForCrisis,
  ) {}

  onModuleInit(): void {
    this.timers.register({
      name: crisisTimer,
      together: 4,
      run: async ({ organisationId, itemId }) => {
        if (!organisationId || !itemId) throw new Error('a call says for which crisis');
        await this.call.run(organisationId, itemId);
      },
    });
    this.timers.register({ name: crisesTimer, cron: '* * * * *', run: () => this.call.all() });
  }
}
