import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { system } from '../database/actor';
import { isAway } from '../database/is-away';
import { UnitOfWork } from '../database/unit-of-work';
import { projectFolder } from '../settings/project-folder';
import { SETTINGS, type Settings } from '../settings/settings';
import type { Erasure } from './erasure';
import { ErasureFile, erasureFileName } from './erasure-file';

const lookEveryMs = 2000;
/** How long a transaction can take to show what it noted at its beginning, with a wide margin. */
const overlapMs = 10 * 60_000;
const page = 5000;

export const erasureColumns = `organisation_id AS "organisationId", id, kind, subject_id AS "subjectId", group_id AS "groupId", at`;

/**
 * Keeps a whole copy of the ledger of erasures in the data folder of each worker, some seconds behind at most, so that what
 * was erased is still known when the database is lost. Without a data folder there is nothing to keep it in.
 */
@Injectable()
export class KeepErasures implements OnApplicationShutdown {
  private readonly logger = new Logger('erasures');
  private readonly file: ErasureFile;
  private readonly folder: string;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  /** Ids in the file from the overlap on; all of them the first time. */
  private kept: Map<string, number> | null = null;
  private newest = 0;

  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.folder = resolve(projectFolder, settings.KRING_DATA);
    this.file = new ErasureFile(join(this.folder, erasureFileName));
  }

  start(): void {
    const again = (): void => {
      this.running = this.keep().catch((error: unknown) => {
        if (!isAway(error))
          this.logger.error({ error: (error as Error).name }, 'the ledger of erasures cannot be kept');
      });
      void this.running.then(() => {
        if (!this.stopped) this.timer = setTimeout(again, lookEveryMs).unref();
      });
    };
    again();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** Adds to the file what is in the database and not in the file. */
  async keep(): Promise<void> {
    if (!existsSync(this.folder)) return;
    const kept = (this.kept ??= await this.inFile());
    for (let after: Erasure | null = null; ;) {
      const found: Erasure[] = await this.read(after);
      const missing = found.filter((one) => !kept.has(one.id));
      this.file.append(missing);
      for (const one of found) {
        kept.set(one.id, one.at.getTime());
        this.newest = Math.max(this.newest, one.at.getTime());
      }
      after = found.at(-1) ?? null;
      if (found.length < page) break;
    }
    for (const [id, at] of kept) if (at < this.newest - overlapMs) kept.delete(id);
  }

  private async inFile(): Promise<Map<string, number>> {
    const kept = new Map<string, number>();
    for await (const one of this.file.read()) kept.set(one.id, one.at.getTime());
    return kept;
  }

  private read(after: Erasure | null): Promise<Erasure[]> {
    const from = this.newest === 0 ? new Date(0) : new Date(this.newest - overlapMs);
    return this.work.as(system('keep-erasures', null), (transaction) =>
      transaction.rows<Erasure & Record<string, unknown>>(
        `SELECT ${erasureColumns} FROM erasures WHERE organisation_id IS NOT NULL AND at >= $1 AND (at, id) > ($2, $3::uuid)
         ORDER BY at, id LIMIT ${page}`,
        [from, after?.at ?? new Date(0), after?.id ?? '00000000-0000-0000-0000-000000000000'],
      ),
    );
  }
}
