import { draftPrefix } from '../session/wipe-device';

/** A photo that was sent and is not posted yet. */
export interface DraftPhoto {
  id: string;
  url: string;
  width: number;
  height: number;
  /** What its writer says is on it. */
  alternativeText: string;
}

/** Words that are not sent yet: a reply to a thread, or a story for a group. */
export interface Draft {
  kind: 'reply' | 'story';
  /** The thread or the group it is for. */
  place: string;
  title: string;
  text: string;
  /** The content note the writer puts over it; empty: none. */
  contentNote: string;
  photos: DraftPhoto[];
  /** Sent with it each time, so that it happens once however often it is sent. */
  clientKey: string;
  /** When it was last kept on this device; empty: never. */
  savedAt: string;
  /** The writer pressed send, and it waits for the connection. */
  queued: boolean;
  /** Words that were sent with this key without an answer coming back: one of them may have arrived. */
  attempts: Words[];
}

export type Words = Pick<Draft, 'title' | 'text' | 'contentNote' | 'photos'>;

/** Fresh words for a place. */
export function emptyDraft(kind: Draft['kind'], place: string): Draft {
  return {
    kind,
    place,
    title: '',
    text: '',
    contentNote: '',
    photos: [],
    clientKey: crypto.randomUUID(),
    savedAt: '',
    queued: false,
    attempts: [],
  };
}

/** What makes the next sending a new one, after the server said that nothing was made. */
export function fresh(): Pick<Draft, 'clientKey' | 'attempts'> {
  return { clientKey: crypto.randomUUID(), attempts: [] };
}

/** Whether there is nothing in it that somebody would miss. */
export function isEmpty(draft: Draft): boolean {
  return draft.text.trim() === '' && draft.title.trim() === '' && draft.photos.length === 0;
}

/** Whether two drafts say the same. */
export function saySame(one: Words, other: Words): boolean {
  const said = ({ title, text, contentNote, photos }: Words) =>
    JSON.stringify([title, text, contentNote, photos.map((photo) => [photo.id, photo.alternativeText])]);
  return said(one) === said(other);
}

/** Where a draft is kept; per account, so that the next person on this device never sees it. */
export function draftKey(owner: string, draft: Pick<Draft, 'kind' | 'place'>): string {
  return `${draftPrefix}${owner}.${draft.kind}.${draft.place}`;
}

function parse(kept: string | null): Draft | undefined {
  if (!kept) return undefined;
  try {
    const value: unknown = JSON.parse(kept);
    if (typeof value !== 'object' || value === null) return undefined;
    const draft = value as Partial<Draft>;
    if ((draft.kind !== 'reply' && draft.kind !== 'story') || typeof draft.place !== 'string') return undefined;
    return { ...emptyDraft(draft.kind, draft.place), ...draft };
  } catch {
    return undefined;
  }
}

/** The kept draft for a place, if any. */
export function keptDraft(owner: string, kind: Draft['kind'], place: string): Draft | undefined {
  try {
    return parse(localStorage.getItem(draftKey(owner, { kind, place })));
  } catch {
    return undefined;
  }
}

/** Keeps a draft on this device and gives it back with the time. An empty one is forgotten. */
export function keepDraft(owner: string, draft: Draft): Draft {
  const key = draftKey(owner, draft);
  // After the quick exit nothing is written any more, however late something asks for it.
  if (document.documentElement.dataset.left === 'yes') return draft;
  try {
    if (isEmpty(draft)) {
      localStorage.removeItem(key);
      return { ...draft, savedAt: '' };
    }
    const kept = { ...draft, savedAt: new Date().toISOString() };
    localStorage.setItem(key, JSON.stringify(kept));
    return kept;
  } catch {
    // No room or no storage: the words are still on screen, and savedAt tells that they are nowhere else.
    return draft;
  }
}

/** Forgets one draft. */
export function dropDraft(owner: string, draft: Pick<Draft, 'kind' | 'place'>): void {
  try {
    localStorage.removeItem(draftKey(owner, draft));
  } catch {
    // Nothing was kept.
  }
}

/** The drafts of this person that wait for the connection. */
export function queuedDrafts(owner: string): Draft[] {
  try {
    const mine = Object.keys(localStorage).filter((key) => key.startsWith(`${draftPrefix}${owner}.`));
    return mine.flatMap((key) => parse(localStorage.getItem(key)) ?? []).filter((draft) => draft.queued);
  } catch {
    return [];
  }
}
