import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, moderatorOf, UnitOfWork } from '@kring/platform';
import { mayChangeView } from '../domain/views';
import { SavedViews } from '../storage/saved-views';

/** Takes a saved view away: one's own, or, for a supervisor, one of the team. Whoever began with it begins with everything again. */
@Injectable()
export class RemoveView {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SavedViews) private readonly views: SavedViews,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  /** Answers whose organisation it was. */
  run(actor: AccountActor, id: string, version: number): Promise<Result<Id, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const view = await this.views.view(transaction, id);
      const staff = view && moderatorOf(actor, view.organisationId);
      if (!staff) return fail(notFound);
      if (!mayChangeView(view, staff)) return fail(problem('NOT_ALLOWED'));
      if (view.version !== version || !(await this.views.remove(transaction, view))) return fail(problem('STALE'));
      if (view.shared) await this.audit.record(transaction, view.organisationId, 'view.removed', { view: view.id });
      return ok(view.organisationId);
    });
  }
}
