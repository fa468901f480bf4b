import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EachOrganisation } from '@kring/organisations';
import { ForgetExposure } from '../use-cases/forget-exposure';

/** Each night: what moderators read, and asked of each other, is forgotten in time. */
@Injectable()
export class ForgetExposures implements OnModuleInit {
  constructor(
    @Inject(EachOrganisation) private readonly each: EachOrganisation,
    @Inject(ForgetExposure) private readonly forget: ForgetExposure,
  ) {}

  onModuleInit(): void {
    this.each.register({
      name: 'forget-exposure',
      cron: '47 3 * * *',
      timer: 'forget-exposures',
      run: (organisationId) => this.forget.run(organisationId),
    });
  }
}
