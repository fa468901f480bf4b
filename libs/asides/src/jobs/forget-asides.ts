import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { EachOrganisation } from '@kring/organisations';
import { EraseAsides } from '../use-cases/erase-asides';

/** Has every organisation forget each night what was said in asides that ended long ago. */
@Injectable()
export class ForgetAsides implements OnModuleInit {
  constructor(
    @Inject(EachOrganisation) private readonly each: EachOrganisation,
    @Inject(EraseAsides) private readonly erase: EraseAsides,
  ) {}

  onModuleInit(): void {
    this.each.register({
      name: 'forget-asides',
      cron: '37 2 * * *',
      timer: 'erase-asides',
      run: (organisationId) => this.erase.run(organisationId),
    });
  }
}
