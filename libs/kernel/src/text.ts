import { invalid, problem, type Problem } from './problem';
import { fail, ok, type Result } from './result';

const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** How long a text is as a person sees it: an emoji or an accented letter counts once. */
export function visibleLength(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Control and format characters that hide or reorder words; tab and line feed are fine, and so are joiners in emoji. */
const refused =
  // eslint-disable-next-line no-control-regex -- refusing control characters is what this expression is for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufdd0-\ufdef]/;

export interface TextRule {
  readonly field: string;
  /** As people see it. */
  readonly limit: number;
  readonly optional?: boolean;
  /** One line: line breaks become spaces. */
  readonly oneLine?: boolean;
  /** Goes out to somebody: a blank of a template that nobody filled in is refused, see {@link blanksIn}. */
  readonly filled?: boolean;
}

const blank = /\{[^{}\n]{0,60}\}/g;

/**
 * The blanks of a template that are still open: `{date}`, `{own words}`, whatever stands between braces on one line and holds a
 * letter. In the order of the text, braces included.
 */
export function blanksIn(text: string): string[] {
  return (text.match(blank) ?? []).filter((one) => /\p{L}/u.test(one));
}

/**
 * A person's words, ready to keep: NFC, plain line breaks, no white space around. Refused, with the field: nothing at
 * all, more than the limit, control characters, half of a surrogate pair; and where it must be `filled`, an open blank.
 */
export function readText(text: string, rule: TextRule): Result<string, Problem> {
  const plain = text.replace(/\r\n?/g, '\n');
  const normal = (rule.oneLine ? plain.replace(/\s+/g, ' ') : plain).normalize('NFC').trim();
  if (normal === '' && !rule.optional) return fail(invalid(rule.field, 'empty'));
  if (refused.test(normal) || !normal.isWellFormed()) return fail(invalid(rule.field, 'control_characters'));
  const length = normal.length > rule.limit * 20 ? normal.length : visibleLength(normal);
  if (length > rule.limit) return fail(invalid(rule.field, 'too_long', { limit: rule.limit, length }));
  if (rule.filled && blanksIn(normal).length > 0) return fail(problem('UNFILLED_TEMPLATE', { field: rule.field }));
  return ok(normal);
}

/** Reads several texts and answers the first refusal. */
export function readTexts<K extends string>(
  texts: Readonly<Record<K, readonly [text: string, rule: TextRule]>>,
): Result<Record<K, string>, Problem> {
  const read: Partial<Record<K, string>> = {};
  for (const [key, [text, rule]] of Object.entries(texts) as [K, readonly [string, TextRule]][]) {
    const result = readText(text, rule);
    if (!result.ok) return result;
    read[key] = result.value;
  }
  return ok(read as Record<K, string>);
}
