import type { INestApplicationContext } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import {
  ClaimReviewItem,
  type DecisionKind,
  Intervene,
  type InterventionInput,
  ReadReviewItems,
  RecheckClimate,
  ReleaseReviewItem,
  ResolveReviewItem,
  wholeQueue,
} from '@kring/moderation';
import { SETTINGS, type Settings } from '@kring/platform';
import type { Person } from './demo-people';
import { must } from './must';
import type { Timeline } from './timeline';

/** Where a conversation takes place. */
export interface Place {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly threadId: Id;
}

type Item = Awaited<ReturnType<ReadReviewItems['item']>>;

/** What moderators of the demo do at their desk, by moderation's own use cases. */
export class DemoDesk {
  private readonly recheckMinutes: number;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly timeline: Timeline,
  ) {
    this.recheckMinutes = app.get<Settings>(SETTINGS).KRING_RECHECK_MINUTES;
  }

  /** Takes the open item of a thread and answers its id; null when there is none. */
  async claim(moderator: Person, place: Place): Promise<Id | null> {
    const item = await this.item(moderator, place);
    return item && must(await this.app.get(ClaimReviewItem).run(moderator.actor, item.id), 'a claim');
  }

  async handOver(moderator: Person, place: Place, note: string): Promise<void> {
    const item = await this.item(moderator, place);
    if (!item) throw new Error('the demo does not fit: nothing to hand over');
    must(await this.app.get(ReleaseReviewItem).run(moderator.actor, item.id, note), 'a hand-over');
  }

  /** Ends the open item of a thread, if it has one. */
  async resolve(
    moderator: Person,
    place: Place,
    how: {
      readonly decision: DecisionKind;
      readonly reasons: string;
      readonly messageToAuthor: string | null;
      readonly postIds: readonly Id[] | null;
    },
  ): Promise<void> {
    const id = await this.claim(moderator, place);
    const item = id && (await this.app.get(ReadReviewItems).item(moderator.actor, id));
    if (item)
      must(
        await this.app.get(ResolveReviewItem).run(moderator.actor, { id: item.id, version: item.version, ...how }),
        `a decision ${how.decision}`,
      );
  }

  /** Steers, and looks again some time after, as the timer would have done. */
  async steer(
    moderator: Person,
    place: Place,
    input: Omit<InterventionInput, 'clientKey' | 'threadId' | 'postId'> & { readonly postId?: Id | null },
  ): Promise<void> {
    const asked = { clientKey: null, threadId: place.threadId, ...input, postId: input.postId ?? null };
    const { interventionId } = must(await this.app.get(Intervene).run(moderator.actor, asked), input.kind);
    this.timeline.in(this.recheckMinutes, () => this.app.get(RecheckClimate).run(place.organisationId, interventionId));
  }

  private async item(moderator: Person, place: Place): Promise<Item> {
    const wish = { ...wholeQueue, groupIds: [place.groupId] };
    const read = this.app.get(ReadReviewItems);
    const queue = await read.queue(moderator.actor, place.organisationId, wish, 'GRAVEST', 100, null);
    return queue?.items.find((one) => one.threadId === place.threadId) ?? null;
  }
}
