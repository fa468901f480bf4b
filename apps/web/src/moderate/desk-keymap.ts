import { useSyncExternalStore } from 'react';
import type { MessageId } from '../language/catalogue';
import { isSteerKind, type SteerKind } from './steer-kinds';

/** What can be done on the desk by a key, and the key it has until somebody chooses another. */
export const deskCommands = {
  NEXT: { key: 'j', words: 'desk.keys.next' },
  PREVIOUS: { key: 'k', words: 'desk.keys.previous' },
  CLAIM: { key: 'c', words: 'desk.keys.claim' },
  GUIDE_NOTE: { key: 'n', words: 'desk.keys.note' },
  SLOW_MODE: { key: 's', words: 'desk.keys.slow' },
  HOLD_REPLIES: { key: 'h', words: 'desk.keys.hold' },
  PAUSE_THREAD: { key: 'p', words: 'desk.keys.pause' },
  HIDE_POST: { key: 'x', words: 'desk.keys.hide' },
  ASIDE: { key: 'a', words: 'desk.keys.aside' },
  READ_ALONG: { key: 'v', words: 'care.keys.along' },
  GUIDANCE: { key: 'g', words: 'desk.keys.guidance' },
  PERSON: { key: 'm', words: 'desk.keys.person' },
  RELEASE_POST: { key: 'r', words: 'desk.keys.release' },
  REFRAME_PROMPT: { key: null, words: 'steer.REFRAME_PROMPT' },
  CONTENT_NOTE: { key: null, words: 'steer.CONTENT_NOTE' },
  QUIET_HOURS: { key: null, words: 'steer.QUIET_HOURS' },
  MOVE_POSTS: { key: null, words: 'steer.MOVE_POSTS' },
  CLOSE_THREAD: { key: null, words: 'steer.CLOSE_THREAD' },
  HOLD_MEMBER: { key: null, words: 'steer.HOLD_MEMBER' },
  PAUSE_MEMBER: { key: null, words: 'steer.PAUSE_MEMBER' },
  REMOVE_MEMBER: { key: null, words: 'steer.REMOVE_MEMBER' },
  SPOTLIGHT: { key: null, words: 'steer.SPOTLIGHT' },
  OFFER_REFERRAL: { key: null, words: 'steer.OFFER_REFERRAL' },
  TALK: { key: null, words: 'care.keys.talk' },
  RESOLVE: { key: null, words: 'desk.keys.resolve' },
  LET_GO: { key: null, words: 'desk.keys.letGo' },
  UNDO: { key: 'u', words: 'desk.keys.undo' },
  OVERVIEW: { key: '?', words: 'desk.keys.overview' },
  PALETTE: { key: null, words: 'desk.keys.palette' },
} as const satisfies Record<SteerKind | OwnCommand, { key: string | null; words: MessageId }>;

/** What is no steering. */
export type OwnCommand =
  | 'ASIDE'
  | 'READ_ALONG'
  | 'TALK'
  | 'GUIDANCE'
  | 'PERSON'
  | 'NEXT'
  | 'PREVIOUS'
  | 'CLAIM'
  | 'RESOLVE'
  | 'LET_GO'
  | 'UNDO'
  | 'OVERVIEW'
  | 'PALETTE';
export type DeskCommand = SteerKind | OwnCommand;
export const commandNames = Object.keys(deskCommands) as readonly DeskCommand[];

const withoutItem: readonly DeskCommand[] = ['NEXT', 'PREVIOUS', 'UNDO', 'OVERVIEW', 'TALK'];

/** What can be done now, by name: a step when it is offered, and whatever is about a conversation when one is open. */
export function commandsFor(isOffered: (kind: SteerKind) => boolean, hasItem: boolean): readonly DeskCommand[] {
  return commandNames.filter((command) => {
    if (command === 'PALETTE') return false;
    return isSteerKind(command) ? isOffered(command) : hasItem || withoutItem.includes(command);
  });
}

/** Whether it is one sign, lower case. */
const isKey = (key: string): boolean => /^[^\s\p{C}]$/u.test(key) && key === key.toLowerCase();

/** Which key does what. Pure, so that a test can try every change. */
export class Keys {
  private constructor(private readonly chosen: Partial<Record<DeskCommand, string>>) {}

  /** From what was kept; whatever is no key of a command, or stands for two, is left out. */
  static of(kept: unknown): Keys {
    if (typeof kept !== 'object' || kept === null) return new Keys({});
    const chosen = new Map<DeskCommand, string>();
    const read = new Map(Object.entries(kept));
    for (const command of commandNames) {
      const key: unknown = read.get(command);
      if (typeof key === 'string' && isKey(key)) chosen.set(command, key);
    }
    // All together, since two commands may have changed keys with each other; who clashes gets back the key it had.
    for (;;) {
      const keys = new Keys(Object.fromEntries(chosen));
      const clash = [...chosen.keys()].find((command) => keys.commandOf(keys.keyOf(command) ?? '', command));
      if (!clash) return keys;
      chosen.delete(clash);
    }
  }

  keyOf(command: DeskCommand): string | null {
    return this.chosen[command] ?? deskCommands[command].key;
  }

  /** What a key does, whatever it does for `other`. */
  commandOf(key: string, other?: DeskCommand): DeskCommand | undefined {
    return commandNames.find((command) => command !== other && this.keyOf(command) === key);
  }

  /** Gives a command another key. A key that is taken stays where it is. */
  with(
    command: DeskCommand,
    key: string,
  ): { kind: 'changed'; keys: Keys } | { kind: 'taken'; by: DeskCommand } | { kind: 'no key' } {
    const wanted = key.toLowerCase();
    if (!isKey(wanted)) return { kind: 'no key' };
    const by = this.commandOf(wanted, command);
    if (by !== undefined) return { kind: 'taken', by };
    return { kind: 'changed', keys: new Keys({ ...this.chosen, [command]: wanted }) };
  }

  get isChanged(): boolean {
    return Object.keys(this.chosen).length > 0;
  }

  toJSON(): Partial<Record<DeskCommand, string>> {
    return this.chosen;
  }
}

/** The key of a command as people read it. */
export function shown(keys: Keys, command: DeskCommand): string | null {
  return keys.keyOf(command)?.toUpperCase() ?? null;
}

interface Keymap {
  /** Whether single keys do something: on unless somebody switched them off on this device (speech input types letters). */
  readonly isOn: boolean;
  readonly keys: Keys;
}

const storage = { off: 'kring.staff.keys', chosen: 'kring.staff.keymap' } as const;
const listeners = new Set<() => void>();
let keymap: Keymap | undefined;

function current(): Keymap {
  return (keymap ??= read());
}

function read(): Keymap {
  try {
    return {
      isOn: localStorage.getItem(storage.off) !== 'off',
      keys: Keys.of(JSON.parse(localStorage.getItem(storage.chosen) ?? '{}')),
    };
  } catch {
    return { isOn: true, keys: Keys.of({}) };
  }
}

/** Keeps it on this device; where storage is switched off it holds for this visit. */
export function changeKeymap(change: Partial<Keymap>): void {
  keymap = { ...current(), ...change };
  try {
    if (keymap.isOn) localStorage.removeItem(storage.off);
    else localStorage.setItem(storage.off, 'off');
    localStorage.setItem(storage.chosen, JSON.stringify(keymap.keys));
  } catch {
    // It holds for this visit.
  }
  for (const tell of listeners) tell();
}

export function useKeymap(): Keymap {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, current);
}
