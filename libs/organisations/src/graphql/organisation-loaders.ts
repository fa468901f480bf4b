import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { gathered, keyed, type KringContext, loader, UnitOfWork } from '@kring/platform';
import {
  type OrganisationRecord,
  OrganisationsReader,
  type StaffRecord,
  StaffReader,
} from '../storage/organisations-reader';

/** Organisations and their staff by id for one request, one query for many. */
@Injectable()
export class OrganisationLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
  ) {}

  organisation(context: KringContext, id: Id): Promise<OrganisationRecord | null> {
    return loader<OrganisationRecord>(context, 'organisations', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.organisations.organisations(transaction, ids), (row) => row.organisationId),
      ),
    ).load(id);
  }

  async serving(context: KringContext, organisationId: Id): Promise<readonly StaffRecord[]> {
    const found = await loader<StaffRecord[]>(context, 'serving staff', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.staffReader.serving(transaction, ids), (row) => row.organisationId),
      ),
    ).load(organisationId);
    return found ?? [];
  }

  staff(context: KringContext, id: Id): Promise<StaffRecord | null> {
    return loader<StaffRecord>(context, 'staff', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.staffReader.staff(transaction, ids), (row) => row.id),
      ),
    ).load(id);
  }
}
