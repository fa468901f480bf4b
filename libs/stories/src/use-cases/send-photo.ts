import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { GroupsReader } from '@kring/groups';
import { type AccountActor, CLOCK, newId, type Transaction, UnitOfWork } from '@kring/platform';
import { loosePhotosLimit } from '../domain/limits';
import { PhotoFiles } from '../storage/photo-files';
import { PhotoMaker } from '../storage/photo-maker';
import { Photos } from '../storage/photos';
import type { PhotoRecord } from '../storage/records';
import { SubmitPost, type WriterPlace } from './submit-post';

/** Somebody sends a photo for a post that they are writing. Until it is posted nobody else sees it; after a day it is gone. */
@Injectable()
export class SendPhoto {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(SubmitPost) private readonly submit: SubmitPost,
    @Inject(Photos) private readonly photos: Photos,
    @Inject(PhotoFiles) private readonly files: PhotoFiles,
    @Inject(PhotoMaker) private readonly maker: PhotoMaker,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, groupId: Id, sent: Buffer): Promise<Result<PhotoRecord, Problem>> {
    const may = await this.work.as(actor, (transaction) => this.mayNow(transaction, actor, groupId));
    if (!may.ok) return may;
    const made = await this.maker.make(sent);
    if (!made.ok) return made;
    const { width, height, pictures } = made.value;
    const at = this.clock.now();
    const photo: PhotoRecord = { id: newId(at), width, height, alternativeText: '' };
    const { organisationId } = may.value;
    await this.files.keep(organisationId, photo.id, pictures);
    try {
      const added = await this.work.as(actor, async (transaction): Promise<Result<PhotoRecord, Problem>> => {
        // One of a person at a time, so that the limit cannot be passed by sending many at once.
        await transaction.run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
          `photos ${may.value.membershipId ?? may.value.staffId}`,
        ]);
        const still = await this.mayNow(transaction, actor, groupId);
        if (!still.ok) return still;
        await this.photos.add(transaction, still.value, photo, at);
        return ok(photo);
      });
      if (!added.ok) await this.files.remove(organisationId, [photo.id]);
      return added;
    } catch (error) {
      await this.files.remove(organisationId, [photo.id]);
      throw error;
    }
  }

  private async mayNow(
    transaction: Transaction,
    actor: AccountActor,
    groupId: Id,
  ): Promise<Result<WriterPlace, Problem>> {
    const group = isId(groupId) ? await this.groups.group(transaction, groupId) : null;
    if (!group) return fail({ ...notFound, field: 'group' });
    const place = this.submit.place(actor, group.organisationId, group.id);
    if (!place.ok) return fail({ ...place.problem, field: 'group' });
    const loose = await this.photos.countLoose(transaction, place.value);
    return loose < loosePhotosLimit ? place : fail(invalid('photo', 'too_many_loose', { most: loosePhotosLimit }));
  }
}
