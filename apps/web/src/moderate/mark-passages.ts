import type { DeskPostPartsFragment, Severity } from '../generated/staff-documents';

/** One signal of a post as the service reports it. */
export type Signal = NonNullable<DeskPostPartsFragment['assessment']>['signals'][number];

/** A signal with the number it carries on the screen; null where it points at the whole and no number stands in the text. */
export interface NumberedSignal {
  readonly number: number | null;
  readonly signal: Signal;
}

/** A stretch of a post's text, with the gravest severity that covers it and the numbers of the passages that end here. */
export interface Segment {
  readonly text: string;
  readonly severity: Severity | null;
  readonly endsHere: readonly number[];
}

const gravity: Record<Severity, number> = { GREEN: 1, AMBER: 2, RED: 3, CRISIS: 4 };

/** The graver of the two severities. */
export const graver = (a: Severity | null, b: Severity): Severity => (a !== null && gravity[a] >= gravity[b] ? a : b);

/**
 * Cuts a text at every edge of every passage, so that overlapping passages each keep their own end mark.
 * Offsets are UTF-16 code units; what lies outside the text, or is empty, is left out.
 */
export function markPassages(text: string, signals: readonly NumberedSignal[]): Segment[] {
  const passages = signals.flatMap(({ number, signal }) => {
    if (number === null) return [];
    return signal.passages
      .map(({ start, end }) => ({
        start: Math.max(0, start),
        end: Math.min(text.length, end),
        number,
        severity: signal.severity,
      }))
      .filter(({ start, end }) => start < end);
  });
  const edges = new Set([0, text.length, ...passages.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? 0;
    const covering = passages.filter(({ start, end }) => start <= from && end >= to);
    return {
      text: text.slice(from, to),
      severity: covering.reduce<Severity | null>((gravest, { severity }) => graver(gravest, severity), null),
      endsHere: [...new Set(covering.filter(({ end }) => end === to).map(({ number }) => number))].sort(
        (a, b) => a - b,
      ),
    };
  });
}

/** Numbers every signal of a thread that points at words, in reading order, so that one number means one thing on the screen. */
export function numberSignals(
  posts: readonly Pick<DeskPostPartsFragment, 'id' | 'assessment'>[],
): Map<string, readonly NumberedSignal[]> {
  let next = 1;
  return new Map(
    posts.map((post) => [
      post.id,
      (post.assessment?.signals ?? []).map((signal) => ({
        number: signal.passages.length === 0 ? null : next++,
        signal,
      })),
    ]),
  );
}
