import type { Passage } from '../signal';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Text without any of these has one character a code unit. */
const several = /\r|[\u{300}-\u{10ffff}]/u;

/** Widens passages so that none begins or ends inside a character as a person sees it: an emoji with its variation, an accent. */
export function wholeCharacters(text: string, passages: readonly Passage[]): Passage[] {
  if (!several.test(text)) return [...passages];
  const segments = graphemes.segment(text);
  return passages.map(({ start, end }) => {
    const first = segments.containing(start);
    const last = segments.containing(Math.max(start, end - 1));
    return {
      start: first?.index ?? start,
      end: last ? last.index + last.segment.length : end,
    };
  });
}
