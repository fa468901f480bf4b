import { Inject, Injectable, Logger } from '@nestjs/common';
import { fail, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { SETTINGS, type Settings, WaitingLine } from '@kring/platform';
import sharp from 'sharp';
import type { PhotoSize } from './photo-files';

export interface MadePhoto {
  /** Of the largest size, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly pictures: Readonly<Record<PhotoSize, Buffer>>;
}

/** The longest side of each size, in pixels; a photo is never made larger than it came. */
const longest: Readonly<Record<PhotoSize, number>> = { large: 1600, medium: 800, small: 320, blur: 24 };
const longestSeconds = 10;
const mayWait = 20;

// What is not one of these is not opened at all, whatever it is called: no vectors, no documents, no films.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

/**
 * Makes of what somebody sent the pictures that are kept: read whole, turned upright, made smaller and written anew, so that
 * nothing of the file that came is left, its hidden data about place, time and phone least of all. libvips works beside the
 * event loop; a few at a time, and who waits too long is told to try again.
 */
@Injectable()
export class PhotoMaker {
  private readonly logger = new Logger('photos');
  private readonly line: WaitingLine;
  private readonly limitInputPixels: number;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'KRING_PHOTO_MEGAPIXELS' | 'KRING_PHOTOS_TOGETHER'>) {
    this.limitInputPixels = settings.KRING_PHOTO_MEGAPIXELS * 1_000_000;
    this.line = new WaitingLine({
      together: settings.KRING_PHOTOS_TOGETHER,
      mayWait,
      longestMs: longestSeconds * 1000,
    });
  }

  async make(sent: Buffer): Promise<Result<MadePhoto, Problem>> {
    if (!(await this.line.enter())) return fail(problem('TOO_BUSY'));
    try {
      return await this.read(sent);
    } finally {
      this.line.leave();
    }
  }

  private async read(sent: Buffer): Promise<Result<MadePhoto, Problem>> {
    const size = await sharp(sent, { limitInputPixels: false })
      .metadata()
      .catch(() => null);
    if (!size) return fail(invalid('photo', 'not_a_photo'));
    if (size.width * size.height > this.limitInputPixels)
      return fail(invalid('photo', 'too_many_pixels', { most: this.limitInputPixels / 1_000_000 }));
    try {
      const large = await this.smaller(sent, longest.large);
      const [medium, small, blur] = await Promise.all(
        [longest.medium, longest.small, longest.blur].map((side) => this.smaller(large.data, side)),
      );
      if (!medium || !small || !blur) throw new Error('three smaller ones');
      const { width, height } = large.info;
      return ok({
        width,
        height,
        pictures: { large: large.data, medium: medium.data, small: small.data, blur: blur.data },
      });
    } catch (error) {
      // The message may quote the file; the name says enough.
      this.logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a photo could not be read');
      return fail(invalid('photo', 'broken_photo'));
    }
  }

  private smaller(picture: Buffer, side: number): Promise<{ data: Buffer; info: sharp.OutputInfo }> {
    return sharp(picture, { limitInputPixels: this.limitInputPixels, failOn: 'warning', sequentialRead: true })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: longestSeconds })
      .toBuffer({ resolveWithObject: true });
  }
}
