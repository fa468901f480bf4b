import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, invalid, notFound, ok, type Problem, readText, type Result } from '@kring/kernel';
import { StaffReader } from '@kring/organisations';
import { type AccountActor, CLOCK, newId, once, Outbox, type Transaction, UnitOfWork } from '@kring/platform';
import { reasonLimit } from '../domain/limits';
import { asideRequested } from '../events';
import type { AsideRequestRecord } from '../storage/records';
import { AsideRequests } from '../storage/requests';
import { FindMember, type FoundMember, type MemberWish } from './find-member';

export interface AskForAsideInput extends MemberWish {
  readonly clientKey: string;
  readonly staffId: Id;
  readonly reason: string;
}

/** A moderator asks a colleague to talk with a member. Whether they do stays between the colleague and the member. */
@Injectable()
export class AskForAside {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(FindMember) private readonly find: FindMember,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(AsideRequests) private readonly requests: AsideRequests,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: AskForAsideInput): Promise<Result<AsideRequestRecord, Problem>> {
    const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    return this.work.as(actor, async (transaction): Promise<Result<AsideRequestRecord, Problem>> => {
      const found = await this.find.run(transaction, actor, input);
      if (!found.ok) return found;
      const { organisationId } = found.value.membership;
      const serving = await this.staffReader.serving(transaction, [organisationId]);
      const colleague = serving.find((one) => one.id === input.staffId.toLowerCase() && one.role !== 'ORGANISER');
      if (!colleague || colleague.id === found.value.staff.staffId) return fail(invalid('staffId', 'no_colleague'));
      const { clientKey, ...key } = input;
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'ask-for-aside', clientKey, input: key },
        () => this.ask(transaction, found.value, colleague.id, reason.value),
      );
      if (!made.ok) return made;
      const request = (await this.requests.requests(transaction, [made.value['requestId'] ?? '']))[0];
      return request ? ok(request) : fail(notFound);
    });
  }

  private async ask(
    transaction: Transaction,
    { membership, staff, postId }: FoundMember,
    staffId: Id,
    reason: string,
  ): Promise<Result<{ requestId: Id }, Problem>> {
    const stays = await this.find.stays(transaction, membership);
    if (!stays.ok) return stays;
    const at = this.clock.now();
    const { organisationId, groupId } = membership;
    const requestId = newId(at);
    await this.requests.add(transaction, {
      ...{ organisationId, groupId, membershipId: membership.id, staffId, askedBy: staff.staffId },
      ...{ id: requestId, postId, reason, at, answeredAt: null },
    });
    await this.outbox.add(transaction, organisationId, asideRequested, { requestId, staffId });
    await this.audit.record(transaction, organisationId, 'aside.asked-for', {
      ...{ request: requestId, membership: membership.id, group: groupId, staff: staffId },
      ...(postId ? { post: postId } : {}),
    });
    return ok({ requestId });
  }
}
