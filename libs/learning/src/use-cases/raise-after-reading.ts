import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@kring/kernel';
import { concernOfSecondReading, UpdateClimate } from '@kring/moderation';
import { CLOCK, type Transaction } from '@kring/platform';
import { severityRank } from '@kring/safety';
import { type PostReading, Sayings, type SecondReading } from '@kring/stories';
import type { PostPlace } from './post-place';

/** What another reader makes of a post, when it finds it more serious than was said until now. Never lowers. */
@Injectable()
export class RaiseAfterReading {
  constructor(
    @Inject(Sayings) private readonly sayings: Sayings,
    @Inject(UpdateClimate) private readonly climate: UpdateClimate,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    transaction: Transaction,
    place: PostPlace,
    post: PostReading,
    reading: Pick<SecondReading, 'reader' | 'severity' | 'signals'>,
  ): Promise<void> {
    if (severityRank(reading.severity) <= severityRank(post.assessment?.severity ?? 'GREEN')) return;
    const { organisationId, postId } = place;
    const isNew = await this.sayings.addReading(
      transaction,
      { organisationId, postId, revision: post.revision, ...reading },
      this.clock.now(),
    );
    const category = reading.signals[0]?.category;
    if (!isNew || category === undefined) return;
    await this.climate.run(
      transaction,
      place,
      postId,
      'REREAD',
      null,
      concernOfSecondReading(reading.severity, category),
    );
  }
}
