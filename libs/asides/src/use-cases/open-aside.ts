import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { Helplines } from '@kring/guidance';
import { type AccountActor, CLOCK, newId, once, Outbox, type Transaction, UnitOfWork } from '@kring/platform';
import { messageLimit, reasonLimit } from '../domain/limits';
import { asideChanged } from '../events';
import { Asides } from '../storage/asides';
import type { AsideRecord, AsideRequestRecord } from '../storage/records';
import { AsideRequests } from '../storage/requests';
import { FindMember, type FoundMember, type MemberWish } from './find-member';
import { readHelpline } from './read-helpline';

export interface OpenAsideInput extends MemberWish {
  readonly clientKey: string;
  /** What a colleague asked; its member and reason are this aside's. */
  readonly requestId: Id | null;
  /** Why; for staff only. */
  readonly reason: string | null;
  /** The first words, to the member. */
  readonly text: string;
  readonly helpline: string | null;
}

/** A moderator begins to talk with one member, apart from the group. */
@Injectable()
export class OpenAside {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(FindMember) private readonly find: FindMember,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(AsideRequests) private readonly requests: AsideRequests,
    @Inject(Helplines) private readonly directory: Helplines,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: OpenAsideInput): Promise<Result<AsideRecord, Problem>> {
    const text = readText(input.text, { field: 'text', limit: messageLimit, filled: true });
    if (!text.ok) return text;
    const isAsked = input.requestId !== null;
    const reason = readText(input.reason ?? '', { field: 'reason', limit: reasonLimit, optional: isAsked });
    if (!reason.ok) return reason;
    const helpline = readHelpline(this.directory, input.helpline);
    if (!helpline.ok) return helpline;
    return this.work.as(actor, async (transaction): Promise<Result<AsideRecord, Problem>> => {
      const asked = input.requestId === null ? null : await this.asked(transaction, input.requestId);
      if (isAsked && !asked) return fail({ ...notFound, field: 'requestId' });
      const wish = asked ? { membershipId: asked.membershipId, postId: null } : input;
      const found = await this.find.run(transaction, actor, wish);
      if (!found.ok) return found;
      if (asked && asked.staffId !== found.value.staff.staffId) return fail({ ...notFound, field: 'requestId' });
      const { organisationId } = found.value.membership;
      const { clientKey, ...key } = input;
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'open-aside', clientKey, input: key },
        () => this.open(transaction, found.value, asked, { reason: reason.value, text: text.value, helpline: helpline.value }), // prettier-ignore
      );
      if (!made.ok) return made;
      const aside = await this.asides.aside(transaction, made.value['asideId'] ?? '');
      return aside ? ok(aside) : fail(notFound);
    });
  }

  private async asked(transaction: Transaction, id: Id): Promise<AsideRequestRecord | null> {
    return (await this.requests.requests(transaction, [id]))[0] ?? null;
  }

  private async open(
    transaction: Transaction,
    { membership, staff, postId }: FoundMember,
    asked: AsideRequestRecord | null,
    words: { readonly reason: string; readonly text: string; readonly helpline: string | null },
  ): Promise<Result<{ asideId: Id }, Problem>> {
    const { organisationId, groupId } = membership;
    const place = { organisationId, groupId, membershipId: membership.id, staffId: staff.staffId };
    if (await this.asides.open(transaction, membership.id, staff.staffId, organisationId))
      return fail(problem('ASIDE_OPEN'));
    const stays = await this.find.stays(transaction, membership);
    if (!stays.ok) return stays;
    const at = this.clock.now();
    if (asked && !(await this.requests.answer(transaction, asked, at))) return fail(problem('STALE'));
    const requestId = asked?.id ?? newId(at);
    if (!asked) {
      const request = { ...place, id: requestId, askedBy: staff.staffId, postId, reason: words.reason };
      await this.requests.add(transaction, { ...request, at, answeredAt: at });
    }
    const asideId = newId(at);
    const opened = { openedAt: at, lastAt: at, lastBy: 'STAFF', endedAt: null, endedBy: null, erasedAt: null } as const;
    await this.asides.add(transaction, { ...place, id: asideId, requestId, ...opened });
    const { text, helpline } = words;
    await this.asides.say(transaction, { ...place, id: newId(at), asideId, byMember: false, text, helpline, at }, 'STAFF'); // prettier-ignore
    await this.outbox.add(transaction, organisationId, asideChanged, {
      asideId,
      membershipId: place.membershipId,
      staffId: place.staffId,
    });
    await this.audit.record(transaction, organisationId, 'aside.opened', {
      ...{ aside: asideId, membership: place.membershipId, group: groupId, request: requestId },
      ...(postId ? { post: postId } : {}),
    });
    return ok({ asideId });
  }
}
