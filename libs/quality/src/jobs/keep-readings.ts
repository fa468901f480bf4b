import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EachOrganisation } from '@kring/organisations';
import { LookAfterReadings } from '../use-cases/look-after-readings';

/** Each hour: which second readings are over, and whether one is due. */
@Injectable()
export class KeepReadings implements OnModuleInit {
  constructor(
    @Inject(EachOrganisation) private readonly each: EachOrganisation,
    @Inject(LookAfterReadings) private readonly look: LookAfterReadings,
  ) {}

  onModuleInit(): void {
    this.each.register({
      name: 'look-after-readings',
      cron: '41 * * * *',
      timer: 'look-after-reading',
      run: (organisationId) => this.look.run(organisationId),
    });
  }
}
