import type { Passage } from '../signal';
import type { Token } from './tokens';

/** Where words stand in the original text: from the first of them up to the last, `to` not included. */
export function passageOf(
  { from, to }: { readonly from: number; readonly to: number },
  stream: { readonly tokens: readonly number[] },
  tokens: readonly Token[],
): Passage {
  const first = tokens[stream.tokens[from] ?? 0];
  const last = tokens[stream.tokens[to - 1] ?? 0];
  return { start: first?.start ?? 0, end: Math.max(last?.end ?? 0, first?.end ?? 0) };
}
