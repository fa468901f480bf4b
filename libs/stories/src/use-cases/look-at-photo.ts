import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, UnitOfWork } from '@kring/platform';
import { PhotoFiles, type PhotoSize } from '../storage/photo-files';
import { Photos } from '../storage/photos';

/** Somebody looks at a photo, when they may read what it belongs to, now. */
@Injectable()
export class LookAtPhoto {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Photos) private readonly photos: Photos,
    @Inject(PhotoFiles) private readonly files: PhotoFiles,
  ) {}

  async run(actor: AccountActor, id: Id, size: PhotoSize): Promise<Result<Buffer, Problem>> {
    if (!isId(id)) return fail(notFound);
    const found = await this.work.as(actor, (transaction) => this.photos.find(transaction, id));
    const picture = found && (await this.files.read(found.organisationId, id, size));
    return picture ? ok(picture) : fail(notFound);
  }
}
