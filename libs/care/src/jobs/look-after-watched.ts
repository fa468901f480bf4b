import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EachOrganisation } from '@kring/organisations';
import { LookAfter } from '../use-cases/look-after';

/** Each hour: who went quiet, and which notes are over. */
@Injectable()
export class LookAfterWatched implements OnModuleInit {
  constructor(
    @Inject(EachOrganisation) private readonly each: EachOrganisation,
    @Inject(LookAfter) private readonly look: LookAfter,
  ) {}

  onModuleInit(): void {
    this.each.register({
      name: 'look-after-watched',
      cron: '23 * * * *',
      timer: 'look-after',
      run: (organisationId) => this.look.run(organisationId),
    });
  }
}
