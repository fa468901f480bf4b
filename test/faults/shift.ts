import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StaffPerson } from '@kring/testing';
import type { Caller } from './caller';
import type { Dice } from './dice';
import { thinkAfter } from './think-after';
import type { Town } from './town';

interface Item {
  readonly id: string;
  readonly version: number;
  readonly claim: { readonly by: { readonly displayName: string } } | null;
}
interface Page {
  readonly edges: readonly { readonly node: Item }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const item = '... on ReviewItem { id version }';
const queue = `query ($id: ID!, $filter: ReviewItemFilter, $after: String) { reviewItems(organisationId: $id, first: 30, filter: $filter, after: $after) {
  edges { node { id version claim { by { displayName } } } } pageInfo { hasNextPage endCursor } } }`;

/**
 * A moderator at work. In the open group they claim, hand over and steer, so that every cry for help there stays open to be
 * found at the end; in the group where all posts wait they decide.
 */
export class Shift {
  constructor(
    private readonly moderator: StaffPerson,
    private readonly caller: Caller,
    private readonly town: Town,
    private readonly dice: Dice,
  ) {}

  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const from = Date.now();
      const chance = this.dice.next();
      if (chance < 0.4) await this.claimAndHandOver();
      else if (chance < 0.75) await this.decide();
      else await this.steer();
      await thinkAfter(Date.now() - from, this.dice.between(60, 200));
    }
  }

  /** Takes every item that is not resolved; answers the problems it met. */
  async takeAll(): Promise<string[]> {
    const refused: string[] = [];
    for (const { id } of await this.items(null)) {
      const said = await this.caller.mutate<Item>(this.moderator.token, 'claimReviewItem', { id }, item);
      if (said.kind === 'refused') refused.push(said.code);
    }
    return refused;
  }

  private async claimAndHandOver(): Promise<void> {
    const found = await this.claimIn(this.town.open.id);
    if (!found) return;
    await pause(this.dice.between(0, 60));
    const input = { id: found.id, handoverNote: 'Graag nog eens lezen.' };
    const said = await this.caller.mutate<Item>(this.moderator.token, 'releaseReviewItem', input, item);
    if (said.kind === 'done') this.town.ledger.staffActions += 1;
  }

  private async decide(): Promise<void> {
    const found = await this.claimIn(this.town.waiting.id);
    if (!found) return;
    const reason = `Gelezen en goed bevonden ${randomUUID()}`;
    const input = { id: found.id, version: found.version, decision: 'RELEASED', reasons: reason };
    const said = await this.caller.mutate<Item>(this.moderator.token, 'resolveReviewItem', input, item);
    if (said.kind === 'done') this.town.ledger.staffActions += 1;
    // More was written meanwhile, say. When an answer was lost before, it may have been done all the same.
    if (said.kind === 'done' || said.tries > 1)
      this.town.ledger.deeds.push({ kind: 'decision', reason, acknowledged: said.kind === 'done' });
  }

  private async steer(): Promise<void> {
    const post = this.dice.one([...this.town.posts, null]);
    if (!post) return;
    const reason = `Even bijsturen ${randomUUID()}`;
    const pins = this.dice.next() < 0.3;
    const said = await this.caller.mutate<object>(
      this.moderator.token,
      pins ? 'pinGuideNote' : 'addContentNote',
      pins
        ? { clientKey: randomUUID(), threadId: post.threadId, text: 'Fijn dat jullie er zijn voor elkaar.', reason }
        : { postId: post.postId, note: 'gaat over piekeren', reason },
      '... on InterventionDone { intervention { id } }',
    );
    if (said.kind === 'done') this.town.ledger.staffActions += 1;
    if (said.kind === 'done' || said.tries > 1)
      this.town.ledger.deeds.push({ kind: 'intervention', reason, acknowledged: said.kind === 'done' });
  }

  private async claimIn(groupId: string): Promise<Item | null> {
    const free = (await this.items(groupId)).filter((one) => !one.claim);
    if (free.length === 0) return null;
    const { id } = this.dice.one(free);
    const said = await this.caller.mutate<Item>(this.moderator.token, 'claimReviewItem', { id }, item);
    if (said.kind === 'refused') return null; // a colleague was quicker
    this.town.ledger.staffActions += 1;
    return said.value;
  }

  private async items(groupId: string | null): Promise<readonly Item[]> {
    const found: Item[] = [];
    const filter = groupId === null ? null : { groupId };
    for (let after: string | null = null; ;) {
      const variables: Record<string, unknown> = { id: this.town.organisation.id, filter, after };
      const said = await this.caller.query<Page | null>(this.moderator.token, 'reviewItems', queue, variables);
      if (said.kind === 'refused' || !said.value) throw new Error('a moderator is refused the queue');
      const page: Page = said.value;
      found.push(...page.edges.map(({ node }) => node));
      // One page is enough for who looks for something to do.
      if (groupId !== null || !page.pageInfo.hasNextPage) return found;
      after = page.pageInfo.endCursor;
    }
  }
}
