import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import {
  type Clock,
  fail,
  type Id,
  invalid,
  notFound,
  ok,
  problem,
  type Problem,
  readText,
  type Result,
} from '@kring/kernel';
import { GroupsReader } from '@kring/groups';
import {
  type AccountActor,
  CLOCK,
  moderatorOf,
  newId,
  once,
  type StaffRight,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { savedViewsLimit, viewNameLimit } from '../domain/limits';
import { type QueueOrder, type QueueWish, readWish } from '../domain/queue-wish';
import { mayChangeView } from '../domain/views';
import { SavedViews } from '../storage/saved-views';

export interface KeepViewInput {
  readonly clientKey: string;
  readonly organisationId: Id;
  /** Null for a new one. */
  readonly viewId: string | null;
  /** The version that was seen. */
  readonly version: number | null;
  readonly name: string;
  readonly filter: QueueWish;
  readonly order: QueueOrder;
  /** Whether the team sees it; supervisors only. */
  readonly shared: boolean;
}

/** Somebody at the desk keeps a view of the queue under a name, or changes one. A supervisor may share it with the team. */
@Injectable()
export class KeepView {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SavedViews) private readonly views: SavedViews,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers the id of the view. */
  async run(actor: AccountActor, input: KeepViewInput): Promise<Result<Id, Problem>> {
    const staff = moderatorOf(actor, input.organisationId);
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    if (input.shared && staff.role !== 'SUPERVISOR') return fail(problem('NOT_ALLOWED', { field: 'shared' }));
    const name = readText(input.name, { field: 'name', limit: viewNameLimit, oneLine: true });
    if (!name.ok) return name;
    const filter = readWish(input.filter);
    if (!filter.ok) return filter;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const { clientKey, ...asked } = input;
      const { organisationId } = input;
      const key = { organisationId, who: actor.accountId, operation: 'keepView', clientKey, input: asked };
      const made = await once(transaction, key, async () => {
        const { groupIds } = filter.value;
        const known = (await this.groups.groups(transaction, groupIds)).filter(
          (group) => group.organisationId === organisationId,
        );
        if (known.length < groupIds.length) return fail(invalid('filter', 'unknown'));
        return this.keep(transaction, staff, { ...input, name: name.value, filter: filter.value });
      });
      return made.ok ? ok(made.value['viewId'] ?? '') : made;
    });
  }

  private async keep(
    transaction: Transaction,
    staff: StaffRight,
    { organisationId, viewId, version, name, filter, order, shared }: KeepViewInput,
  ): Promise<Result<{ viewId: Id }, Problem>> {
    const kept = { organisationId, name, filter, order, shared };
    if (viewId === null) {
      if ((await this.views.lockCount(transaction, organisationId, staff.staffId)) >= savedViewsLimit)
        return fail(invalid('name', 'too_many', { most: savedViewsLimit }));
      const createdAt = this.clock.now();
      const id = newId(createdAt);
      await this.views.add(transaction, { ...kept, id, staffId: staff.staffId, createdAt, version: 1 });
      if (shared) await this.audit.record(transaction, organisationId, 'view.shared', { view: id });
      return ok({ viewId: id });
    }
    const found = await this.views.view(transaction, viewId);
    if (found?.organisationId !== organisationId) return fail({ ...notFound, field: 'viewId' });
    if (!mayChangeView(found, staff)) return fail(problem('NOT_ALLOWED', { field: 'viewId' }));
    // A team does not lose a view into the hands of one of them; it can be taken away.
    if (found.shared && !shared && found.staffId !== staff.staffId)
      return fail(problem('NOT_ALLOWED', { field: 'shared' }));
    if (found.version !== version || !(await this.views.change(transaction, { ...found, ...kept })))
      return fail(problem('STALE'));
    if (shared || found.shared)
      await this.audit.record(transaction, organisationId, shared ? 'view.shared' : 'view.unshared', {
        view: found.id,
      });
    return ok({ viewId: found.id });
  }
}
