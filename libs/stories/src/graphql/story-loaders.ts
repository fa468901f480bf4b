import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import {
  type Actor,
  keyed,
  type KringContext,
  loader,
  membershipsOf,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import type { PostRecord, ThreadRecord } from '../storage/records';
import { StoriesReader } from '../storage/stories-reader';
import { type PostView, viewPost } from './post-view';
import { type ThreadView, viewThread } from './thread-view';

export function postView(record: PostRecord, actor: Actor): PostView {
  const account = actor.kind === 'account' ? actor : null;
  return viewPost(record, membershipsOf(actor), account?.staff.map((right) => right.staffId) ?? []);
}

/** Threads and posts by id for one request, one query for many; null for what the reader may not see. */
@Injectable()
export class StoryLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
  ) {}

  async thread(context: KringContext, id: Id): Promise<ThreadView | null> {
    const record = await this.threads(context).load(id);
    return record && viewThread(record);
  }

  async post(context: KringContext, id: Id): Promise<PostView | null> {
    const record = await this.posts(context).load(id);
    return record && postView(record, context.actor);
  }

  /** Spares a query for what was read already. */
  primeThread(context: KringContext, record: ThreadRecord): void {
    this.threads(context).prime(record.id, record);
  }

  /** One query as the reader of this request. */
  read<T>(context: KringContext, ask: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.work.read(context, ask);
  }

  private threads(context: KringContext) {
    return loader<ThreadRecord>(context, 'threads', (ids) =>
      this.read(context, async (transaction) => keyed(await this.reader.threads(transaction, ids), (row) => row.id)),
    );
  }

  private posts(context: KringContext) {
    return loader<PostRecord>(context, 'posts', (ids) =>
      this.read(context, async (transaction) => keyed(await this.reader.posts(transaction, ids), (row) => row.id)),
    );
  }
}
