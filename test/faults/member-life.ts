import { randomUUID } from 'node:crypto';
import type { Group, Member } from '@kring/testing';
import { assess } from '@kring/safety';
import type { Caller } from './caller';
import type { Dice } from './dice';
import type { Asked } from './kept';
import { sentence } from './sentences';
import { thinkAfter } from './think-after';
import type { Town } from './town';
import type { Weather } from './weather';

interface Post {
  readonly id: string;
  readonly createdAt: string;
  readonly thread: { readonly id: string };
}
interface Submitted {
  readonly post: Post;
}
const submitted = '... on PostSubmitted { post { id createdAt thread { id } } }';
const kinds = ['HEART', 'STRENGTH', 'SAME_HERE', 'THANK_YOU'] as const;

/** Fewer than the hour allows. */
const mostFlags = 20;
/** What a guest does before they leave. */
const visit = 12;

/** One member who reads, writes, changes their mind, answers warmly and worries; a guest also leaves, and another one comes. */
export class MemberLife {
  private readonly mine: { readonly postId: string; readonly isStory: boolean }[] = [];
  private readonly ownThreads: string[] = [];
  private flags = 0;

  constructor(
    private member: Member,
    private readonly group: Group,
    private readonly isGuest: boolean,
    private readonly caller: Caller,
    private readonly town: Town,
    private readonly weather: Weather,
    private readonly dice: Dice,
  ) {}

  /** Lives until it is over, and ends what it began. */
  async live(isOver: () => boolean): Promise<void> {
    for (let deeds = 0; !isOver(); deeds += 1) {
      const from = Date.now();
      if (this.isGuest && deeds > 0 && deeds % visit === 0) await this.leaveAndLetAnotherCome();
      else await this.doSomething();
      await thinkAfter(Date.now() - from, this.dice.between(120, 320));
    }
  }

  private doSomething(): Promise<void> {
    const chance = this.dice.next();
    const own = this.dice.one([...this.mine, null]);
    if (chance < 0.12 && own && !own.isStory) return this.edit(own.postId);
    if (chance < 0.18 && own && !own.isStory) return this.remove(own.postId);
    if (chance < 0.3) return this.react();
    if (chance < 0.35) return this.flag();
    if (chance < 0.42) return this.read();
    return this.write(chance < 0.55);
  }

  /** Starts a conversation, or answers in one. */
  private async write(wantsToStart: boolean): Promise<void> {
    const isOpen = this.group === this.town.open;
    const threads = isOpen ? this.town.threads : this.ownThreads;
    const starts = threads.length === 0 || (wantsToStart && !this.isGuest);
    const number = this.town.next();
    const text = sentence(number);
    const clientKey = randomUUID();
    const operation = starts ? 'openThread' : 'reply';
    const place = starts ? { groupId: this.group.id, title: 'Een dag' } : { threadId: this.dice.one(threads) };
    const said = await this.caller.mutate<Submitted>(
      this.member.token,
      operation,
      { clientKey, text, ...place },
      submitted,
      this.dice.next() < 0.15,
    );
    if (said.kind === 'refused') throw new Error(`${operation} was refused with ${said.code}`);
    const { id: postId, createdAt, thread } = said.value.post;
    if (said.tries > 1 && Date.parse(createdAt) < said.sentAt) this.weather.keptUnanswered += 1;
    const { severity, hold } = assess(text);
    this.keep({ clientKey, operation, text, postId, severity });
    this.mine.push({ postId, isStory: starts });
    if (severity === 'CRISIS' && isOpen && !this.town.ledger.crises.has(thread.id))
      this.town.ledger.crises.set(thread.id, Date.now());
    if (starts) this.ownThreads.push(thread.id);
    if (!isOpen || hold) return;
    // What a moderator must read first cannot be answered by others yet.
    if (starts && severity === 'GREEN') this.town.opened(thread.id);
    this.town.seen({ postId, threadId: thread.id, membershipId: this.member.membershipId });
  }

  private keep(post: Pick<Asked, 'clientKey' | 'operation' | 'text' | 'postId' | 'severity'>): void {
    const { membershipId } = this.member;
    this.town.ledger.posts.set(post.postId ?? '', { ...post, membershipId, editedTo: null, editedSeverity: null, gone: null }); // prettier-ignore
  }

  private async edit(postId: string): Promise<void> {
    const before = this.town.ledger.posts.get(postId);
    if (before?.editedTo !== null || before.gone) return;
    const text = sentence(this.town.next());
    const said = await this.caller.mutate<Submitted>(this.member.token, 'editPost', { postId, text }, submitted);
    if (said.kind === 'refused') throw new Error(`editPost was refused with ${said.code}`);
    this.town.ledger.posts.set(postId, { ...before, editedTo: text, editedSeverity: assess(text).severity });
  }

  private async remove(postId: string): Promise<void> {
    const before = this.town.ledger.posts.get(postId);
    if (!before || before.gone) return;
    const said = await this.caller.mutate<Post>(this.member.token, 'deletePost', { postId }, '... on Post { id }');
    if (said.kind === 'refused') throw new Error(`deletePost was refused with ${said.code}`);
    this.town.ledger.posts.set(postId, { ...before, gone: 'deleted' });
  }

  private async react(): Promise<void> {
    const post = this.othersPost();
    if (!post) return;
    const kind = this.dice.one(kinds);
    const on = this.dice.next() < 0.8;
    const input = { postId: post.postId, kind, on };
    const said = await this.caller.mutate<Post>(this.member.token, 'react', input, '... on Post { id }');
    // Its author took it back meanwhile, or a moderator must read it first.
    const key = `${post.postId} ${this.member.membershipId} ${kind}`;
    if (said.kind === 'refused') this.town.ledger.reactions.delete(key);
    else this.town.ledger.reactions.set(key, on);
  }

  private async flag(): Promise<void> {
    const post = this.othersPost();
    if (!post || this.flags >= mostFlags) return;
    this.flags += 1;
    const input = { clientKey: randomUUID(), postId: post.postId, reason: 'TURNING_DARK' };
    const said = await this.caller.mutate<{ id: string }>(this.member.token, 'flag', input, '... on Flag { id }');
    if (said.kind === 'done') this.town.ledger.flags.push(said.value.id);
  }

  /** A conversation that is there must not look as if it were not, nor without a single post. */
  private async read(): Promise<void> {
    const id = this.dice.one([...this.town.threads, null]);
    if (id === null || this.group !== this.town.open) return;
    const query = `query ($id: ID!) { thread(id: $id) { title posts(first: 20) { edges { node { id text author { nickname } myReactions } } } } }`;
    const said = await this.caller.query<{ posts: { edges: unknown[] } } | null>(this.member.token, 'thread', query, {
      id,
    });
    if (said.kind === 'refused') this.weather.wrong.push(`reading was refused with ${said.code}`);
    else if (!said.value?.posts.edges.length) this.weather.wrong.push(`a conversation that is there looked like none: ${id}`); // prettier-ignore
  }

  private async leaveAndLetAnotherCome(): Promise<void> {
    const { member } = this;
    const { ledger } = this.town;
    const erasePosts = this.dice.next() < 0.5;
    const input = { groupId: this.group.id, erasePosts };
    const said = await this.caller.mutate<{ id: string }>(
      member.token,
      'leaveGroup',
      input,
      '... on Membership { id }',
    );
    // Who asks again after an answer that got lost is no member any more.
    if (said.kind === 'refused' && !(said.code === 'NOT_FOUND' && said.tries > 1))
      throw new Error(`leaveGroup was refused with ${said.code}`);
    ledger.left.push(member.membershipId);
    if (erasePosts) {
      for (const [postId, post] of ledger.posts)
        if (post.membershipId === member.membershipId) ledger.posts.set(postId, { ...post, gone: 'erased' });
      for (const key of ledger.reactions.keys()) if (key.includes(member.membershipId)) ledger.reactions.delete(key);
    }
    this.mine.length = 0;
    this.flags = 0;
    this.member = await this.town.welcome();
    ledger.joined.push(this.member.membershipId);
  }

  private othersPost(): Town['posts'][number] | null {
    if (this.group !== this.town.open) return null;
    const others = this.town.posts.filter((post) => post.membershipId !== this.member.membershipId);
    return others.length > 0 ? this.dice.one(others) : null;
  }
}
