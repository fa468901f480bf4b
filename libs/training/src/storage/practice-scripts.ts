import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectFolder } from '@kring/platform';
import { lintScript } from '../domain/lint-script';
import type { PracticeScript } from '../domain/script';

const folder = join(projectFolder, 'libs/training/data');

/** The practice threads that there are: written data, one file each. A file that cannot be played stops the start. */
@Injectable()
export class PracticeScripts {
  readonly all: readonly PracticeScript[] = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const script = JSON.parse(readFileSync(join(folder, name), 'utf8')) as PracticeScript;
      const faults = lintScript(script);
      if (faults.length > 0) throw new Error(`libs/training/data/${name}: ${faults.join('; ')}`);
      return script;
    });

  byKey(key: string): PracticeScript | null {
    return this.all.find((one) => one.key === key) ?? null;
  }
}
