import type { Group, Member, Organisation } from '@kring/testing';
import type { Ledger } from './ledger';

/** Something that others can see, to react to or to flag. */
export interface Seen {
  readonly postId: string;
  readonly threadId: string;
  readonly membershipId: string;
}

const remembered = 40;
const conversations = 12;

/** What the people of one organisation know of each other while they write. */
export class Town {
  /** Conversations of the open group that others can answer in. */
  readonly threads: string[] = [];
  readonly posts: Seen[] = [];
  private latest = -1;

  constructor(
    readonly organisation: Organisation,
    readonly open: Group,
    readonly waiting: Group,
    readonly ledger: Ledger,
    /** A newcomer to the open group. */
    readonly welcome: () => Promise<Member>,
  ) {}

  /** The number of the next sentence. */
  next(): number {
    return (this.latest += 1);
  }

  opened(threadId: string): void {
    this.threads.push(threadId);
    if (this.threads.length > conversations) this.threads.shift();
  }

  seen(post: Seen): void {
    this.posts.push(post);
    if (this.posts.length > remembered) this.posts.shift();
  }
}
