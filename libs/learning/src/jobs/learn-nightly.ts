import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EachOrganisation } from '@kring/organisations';
import { LearnAtHome } from '../use-cases/learn-at-home';

/** Has every organisation learn each night. */
@Injectable()
export class LearnNightly implements OnModuleInit {
  constructor(
    @Inject(EachOrganisation) private readonly each: EachOrganisation,
    @Inject(LearnAtHome) private readonly learn: LearnAtHome,
  ) {}

  onModuleInit(): void {
    this.each.register({
      name: 'learn-nightly',
      cron: '7 2 * * *',
      timer: 'learn-at-home',
      run: (organisationId) => this.learn.run(organisationId),
    });
  }
}
