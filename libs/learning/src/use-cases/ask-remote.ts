import { Inject, Injectable } from '@nestjs/common';
import { concernOfSilence, UpdateClimate } from '@kring/moderation';
import { system, type Transaction, UnitOfWork } from '@kring/platform';
import { type PostReading, StoriesReader } from '@kring/stories';
import { RemoteReader } from '../remote/remote-reader';
import type { PostPlace } from './post-place';
import { RaiseAfterReading } from './raise-after-reading';

/**
 * Has a post read by the model that the organisation runs itself. When that fails the post counts as unchecked: somebody is
 * asked to read its conversation, once, however many of its posts could not be read.
 */
@Injectable()
export class AskRemote {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(RemoteReader) private readonly remote: RemoteReader,
    @Inject(RaiseAfterReading) private readonly raise: RaiseAfterReading,
    @Inject(UpdateClimate) private readonly climate: UpdateClimate,
  ) {}

  /** Nothing is asked while a transaction is open. Harmless when it is run again. */
  async run(place: PostPlace): Promise<void> {
    const who = system('ask-remote', place.organisationId);
    const post = await this.work.as(who, (transaction) => this.postAt(transaction, place));
    if (!post) return;
    const found = await this.remote.read(post.text);
    if (found === null) return;
    await this.work.as(who, async (transaction) => {
      const now = await this.postAt(transaction, place);
      // Changed meanwhile: its new words are on their way here too.
      if (now?.revision !== post.revision) return;
      if (found === 'UNREAD') await this.climate.run(transaction, place, post.id, 'REREAD', null, concernOfSilence);
      else await this.raise.run(transaction, place, now, { reader: 'REMOTE', ...found });
    });
  }

  private async postAt(transaction: Transaction, place: PostPlace): Promise<PostReading | null> {
    const post = await this.stories.readingOf(transaction, place.organisationId, place.threadId, place.postId);
    return post && isToBeRead(post) ? post : null;
  }
}

/** What members wrote and can still be read. */
export function isToBeRead(post: PostReading): boolean {
  return post.role === 'member' && (post.state === 'VISIBLE' || post.state === 'HELD') && post.text !== '';
}
