import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, moderatorOf, UnitOfWork } from '@kring/platform';
import { SavedViews } from '../storage/saved-views';

/** Says which view somebody's desk begins with: one they can see, or none, which is everything. */
@Injectable()
export class BeginWithView {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SavedViews) private readonly views: SavedViews,
  ) {}

  async run(actor: AccountActor, organisationId: Id, viewId: string | null): Promise<Result<Id, Problem>> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      if (viewId !== null && (await this.views.view(transaction, viewId))?.organisationId !== organisationId)
        return fail({ ...notFound, field: 'viewId' });
      await this.views.beginWith(transaction, organisationId, staff.staffId, viewId);
      return ok(organisationId);
    });
  }
}
