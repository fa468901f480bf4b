import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EachOrganisation } from '@kring/organisations';
import { ErasePractice } from '../use-cases/erase-practice';

/** Has every organisation forget each night the runs of practice threads whose time is over. */
@Injectable()
export class ForgetPractice implements OnModuleInit {
  constructor(
    @Inject(EachOrganisation) private readonly each: EachOrganisation,
    @Inject(ErasePractice) private readonly erase: ErasePractice,
  ) {}

  onModuleInit(): void {
    this.each.register({
      name: 'forget-practice',
      cron: '47 2 * * *',
      timer: 'erase-practice',
      run: (organisationId) => this.erase.run(organisationId),
    });
  }
}
