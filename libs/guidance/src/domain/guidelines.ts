import { ok, type Problem, readText, type Result } from '@kring/kernel';
import type { GuidelineTopic } from './topics';

/** What a guideline says: what to look at, what helps, what to avoid, and when to call whom. */
export interface GuidelineWords {
  readonly look: string;
  readonly helps: string;
  readonly avoid: string;
  readonly call: string;
}

export interface ShippedGuideline extends GuidelineWords {
  readonly title: string;
}

/** A guideline of an organisation as it was worded at a version; no words: back to what the service says. */
export interface GuidelineVersion {
  readonly topic: GuidelineTopic;
  readonly language: string;
  readonly version: number;
  readonly words: GuidelineWords | null;
  readonly staffId: string;
  readonly at: Date;
}

/** A guideline as an organisation reads it now. */
export interface Guideline extends GuidelineWords {
  readonly topic: GuidelineTopic;
  readonly title: string;
  readonly isShipped: boolean;
  /** 0 until somebody changed it. */
  readonly version: number;
  readonly history: readonly GuidelineVersion[];
}

export const guidelineParts = ['look', 'helps', 'avoid', 'call'] as const satisfies readonly (keyof GuidelineWords)[];

/** How long each part may be, as people see it. */
export const guidelinePartLimit = 1500;

/** Words for a guideline, ready to keep. Each part can be left empty but the first. */
export function readGuideline(words: GuidelineWords): Result<GuidelineWords, Problem> {
  const read = { look: '', helps: '', avoid: '', call: '' };
  for (const part of guidelineParts) {
    const text = readText(words[part], { field: part, limit: guidelinePartLimit, optional: part !== 'look' });
    if (!text.ok) return text;
    read[part] = text.value;
  }
  return ok(read);
}

/** What counts now: the newest wording of the organisation, or the one of the service. `versions` newest first. */
export function standingGuideline(
  topic: GuidelineTopic,
  shipped: ShippedGuideline,
  versions: readonly GuidelineVersion[],
): Guideline {
  const history = versions.filter((one) => one.topic === topic);
  const newest = history[0];
  const words = newest?.words ?? shipped;
  return {
    topic,
    title: shipped.title,
    ...{ look: words.look, helps: words.helps, avoid: words.avoid, call: words.call },
    isShipped: !newest?.words,
    version: newest?.version ?? 0,
    history,
  };
}
