import { Inject, Injectable } from '@nestjs/common';
import { SteerMember } from '@kring/groups';
import { type Clock, fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { CLOCK, newId, type Transaction } from '@kring/platform';
import { AskSpotlight, type PostRecord, SteerThread, type ThreadRecord } from '@kring/stories';
import type { Deed, Terms } from '../domain/interventions';
import { ReferralOffers } from '../storage/referral-offers';
import { FollowSplit, type Mover } from './follow-split';

/** What was made by a deed, if anything was. */
export interface Made {
  readonly postId: Id | null;
  readonly threadId: Id | null;
  /** What taking it back must know. */
  readonly terms: Terms;
}

const nothing: Made = { postId: null, threadId: null, terms: {} };

/** Asks the library that keeps threads and posts to do one thing. */
@Injectable()
export class CarryOut {
  constructor(
    @Inject(SteerThread) private readonly steer: SteerThread,
    @Inject(SteerMember) private readonly members: SteerMember,
    @Inject(FollowSplit) private readonly split: FollowSplit,
    @Inject(AskSpotlight) private readonly spotlights: AskSpotlight,
    @Inject(ReferralOffers) private readonly offers: ReferralOffers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    transaction: Transaction,
    thread: ThreadRecord,
    post: PostRecord | null,
    deed: Deed,
    by: Mover,
  ): Promise<Result<Made, Problem>> {
    const { staffId } = by;
    if (deed.do === 'SET') {
      await this.steer.setPolicy(transaction, thread, deed.change);
      return ok(nothing);
    }
    if (deed.do === 'PIN') {
      const { text, afterPostId } = deed;
      const postId = await this.steer.pinGuideNote(transaction, thread, { staffId, text, afterPostId });
      return ok({ ...nothing, postId });
    }
    if (deed.do === 'SPLIT') {
      const made = await this.split.away(transaction, thread, deed.title, deed.postIds, by);
      return made.ok ? ok({ ...nothing, threadId: made.value }) : made;
    }
    if (deed.do === 'JOIN') {
      const { organisationId, groupId, id: threadId } = thread;
      const origin = { organisationId, groupId, threadId };
      const gone = await this.split.back(transaction, deed.threadId, deed.postIds, origin, by);
      return gone.ok ? ok(nothing) : gone;
    }
    if (deed.do === 'ASK_SPOTLIGHT') {
      const asked = await this.spotlights.run(transaction, thread, { staffId, message: deed.message });
      return asked.ok ? ok({ ...nothing, terms: { spotlightId: asked.value } }) : asked;
    }
    if (deed.do === 'WITHDRAW_SPOTLIGHT') {
      await this.spotlights.withdraw(transaction, deed.id);
      return ok(nothing);
    }
    if (deed.do === 'OFFER') {
      const { organisationId, groupId, id: threadId } = thread;
      const { helpline, message, endsAt } = deed;
      const offeredAt = this.clock.now();
      const id = newId(offeredAt);
      const membershipId = post?.authorMembershipId ?? null;
      const place = { organisationId, id, threadId, groupId, membershipId };
      await this.offers.add(transaction, { ...place, helpline, message, offeredAt, endsAt });
      return ok({ ...nothing, terms: { offerId: id } });
    }
    if (deed.do === 'WITHDRAW_OFFER') {
      await this.offers.withdraw(transaction, thread.organisationId, deed.id);
      return ok(nothing);
    }
    if (!post) return fail(notFound);
    if (deed.do === 'READMIT') {
      const back = await this.members.readmit(transaction, post.authorMembershipId ?? '', {
        staffId,
        reason: by.reason,
      });
      return back.ok ? ok(nothing) : back;
    }
    if (deed.do === 'MEASURE' || deed.do === 'REMOVE') {
      const member = await this.members.lock(transaction, post.authorMembershipId ?? '');
      if (!member.ok) return member;
      const { reason } = by;
      const done =
        deed.do === 'MEASURE'
          ? await this.members.measure(transaction, member.value, deed.change, { staffId, reason })
          : await this.members.remove(transaction, member.value, { staffId, reason, message: deed.message });
      return done.ok ? ok(nothing) : done;
    }
    if (deed.do === 'NOTES') {
      await this.steer.setContentNotes(transaction, post, deed.notes);
      return ok(nothing);
    }
    // What a decision was about is kept, whatever the author does with the post later.
    await this.steer.keepRevision(transaction, post.organisationId, post.id, post.revision);
    const notice = deed.message === null ? null : { staffId, text: deed.message };
    const moved = await this.steer.movePost(transaction, post, deed.to, notice);
    return moved.ok ? ok(nothing) : moved;
  }
}
