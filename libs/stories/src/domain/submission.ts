import { fail, invalid, ok, type Problem, type Result, readText } from '@kring/kernel';
import { contentNoteLimit, contentNotesLimit, postLimit } from './limits';

export interface Words {
  readonly text: string;
  readonly contentNotes: readonly string[];
}

/** What somebody wants to post, ready to keep; photos come later, so a photo is refused instead of lost. */
export function readWords(input: {
  readonly text: string;
  readonly photoIds: readonly string[];
  readonly contentNotes: readonly string[];
}): Result<Words, Problem> {
  if (input.photoIds.length > 0) return fail(invalid('photoIds', 'photos_not_yet'));
  const text = readText(input.text, { field: 'text', limit: postLimit });
  if (!text.ok) return text;
  if (input.contentNotes.length > contentNotesLimit)
    return fail(invalid('contentNotes', 'too_many', { most: contentNotesLimit }));
  const contentNotes: string[] = [];
  for (const [place, note] of input.contentNotes.entries()) {
    const read = readText(note, { field: `contentNotes.${place}`, limit: contentNoteLimit, oneLine: true });
    if (!read.ok) return read;
    contentNotes.push(read.value);
  }
  return ok({ text: text.value, contentNotes });
}
