import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Somebody to sign in as. */
export interface DemoPerson {
  readonly role: 'ORGANISER' | 'MODERATOR' | 'SUPERVISOR' | 'MEMBER' | 'STEWARD';
  readonly organisation: string | null;
  readonly organisationId: string | null;
  /** For a member: those they are in. For staff: those of their organisation. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly nickname: string;
  readonly signInName: string;
  readonly passphrase: string;
  /** Base32; staff and the steward only. */
  readonly oneTimeCodeSecret: string | null;
}

export interface DemoFile {
  readonly url: string;
  readonly graphql: string;
  readonly people: readonly DemoPerson[];
  /** Codes that still let somebody in: PERSONAL works once, OPEN asks for admission. */
  readonly invitations: readonly {
    readonly group: string;
    readonly groupId: string;
    readonly kind: 'PERSONAL' | 'OPEN';
    readonly code: string;
  }[];
}

/** What a load that has not ended has made so far, so that the next one can clear it away. */
export interface HalfLoaded {
  readonly organisationIds: readonly string[];
}

/** The files of the demo in the data folder; they hold secrets, so only their owner may read them. */
export class DemoFolder {
  readonly path: string;
  private readonly halfPath: string;

  constructor(dataFolder: string) {
    mkdirSync(dataFolder, { recursive: true });
    this.path = join(dataFolder, 'demo.json');
    this.halfPath = join(dataFolder, 'demo-half-loaded.json');
  }

  read(): DemoFile | null {
    return readJson<DemoFile>(this.path);
  }

  write(file: DemoFile): void {
    writePrivately(this.path, file);
  }

  half(): HalfLoaded | null {
    return readJson<HalfLoaded>(this.halfPath);
  }

  noteHalf(half: HalfLoaded): void {
    writePrivately(this.halfPath, half);
  }

  forgetHalf(): void {
    rmSync(this.halfPath, { force: true });
  }

  forget(): void {
    rmSync(this.path, { force: true });
  }
}

/** Null for a file that is not there or cannot be understood. */
function readJson<Shape>(path: string): Shape | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Shape;
  } catch {
    return null;
  }
}

/** Whole or not at all. */
function writePrivately(path: string, content: unknown): void {
  const fresh = `${path}.${process.pid}`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(fresh, path);
}
