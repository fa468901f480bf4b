import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { EachOrganisation } from '@kring/organisations';
import {
  CLOCK,
  type DomainEvent,
  type EventHandler,
  EventHandlers,
  system,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { loosePhotoLasts } from '../domain/limits';
import { postMoved } from '../events';
import { PhotoFiles } from '../storage/photo-files';
import { Photos } from '../storage/photos';

/** So many files are compared with what is known of them at once. */
const together = 500;

/**
 * Takes pictures away: those of a post as soon as it is deleted, and each night what nobody posted within a day and files that
 * nothing is known of (any more), after a crash or a restore from before they were deleted.
 */
@Injectable()
export class ForgetPhotos implements EventHandler, OnModuleInit {
  readonly name = 'forget-photos';
  readonly types = [postMoved];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(EachOrganisation) private readonly each: EachOrganisation,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Photos) private readonly photos: Photos,
    @Inject(PhotoFiles) private readonly files: PhotoFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
    this.each.register({
      name: 'sweep-photos',
      cron: '23 3 * * *',
      timer: 'forget-old-photos',
      run: (organisationId) => this.sweep(organisationId),
    });
  }

  async handle(transaction: Transaction, { organisationId, payload }: DomainEvent): Promise<void> {
    const gone = await this.photos.forgetOfPost(transaction, organisationId, payload['postId'] ?? '');
    // Before this commits: when it does not, it is done again, and a file that is away already is no failure.
    await this.files.remove(organisationId, gone);
  }

  async sweep(organisationId: Id): Promise<void> {
    const since = new Date(this.clock.now().getTime() - loosePhotoLasts);
    const as = system('forget-old-photos', organisationId);
    await this.work.as(as, async (transaction) => {
      await this.files.remove(organisationId, await this.photos.forgetOld(transaction, organisationId, since));
    });
    const kept = await this.files.before(organisationId, since);
    for (let from = 0; from < kept.length; from += together) {
      const some = kept.slice(from, from + together);
      const known = await this.work.as(as, (transaction) => this.photos.known(transaction, organisationId, some));
      await this.files.remove(
        organisationId,
        some.filter((id) => !known.has(id)),
      );
    }
  }
}
