import { fail, invalid, ok, type Problem, type Result, readText } from '@kring/kernel';
import { alternativeTextLimit, contentNoteLimit, contentNotesLimit, photosLimit, postLimit } from './limits';

/** A photo that was sent before, and what its sender says is on it; empty: nothing. */
export interface PhotoToPost {
  readonly id: string;
  readonly alternativeText: string;
}

export interface Words {
  readonly text: string;
  readonly contentNotes: readonly string[];
  readonly photos: readonly PhotoToPost[];
}

export interface WordsInput {
  readonly text: string;
  readonly photoIds: readonly string[];
  /** One for each photo, in the same order; what is missing is empty. */
  readonly photoTexts?: readonly string[];
  readonly contentNotes: readonly string[];
}

/** What somebody wants to post, ready to keep. */
export function readWords(input: WordsInput): Result<Words, Problem> {
  const text = readText(input.text, { field: 'text', limit: postLimit });
  if (!text.ok) return text;
  const photos = readPhotos(input);
  if (!photos.ok) return photos;
  if (input.contentNotes.length > contentNotesLimit)
    return fail(invalid('contentNotes', 'too_many', { most: contentNotesLimit }));
  const contentNotes: string[] = [];
  for (const [place, note] of input.contentNotes.entries()) {
    const read = readText(note, { field: `contentNotes.${place}`, limit: contentNoteLimit, oneLine: true });
    if (!read.ok) return read;
    contentNotes.push(read.value);
  }
  return ok({ text: text.value, contentNotes, photos: photos.value });
}

function readPhotos({ photoIds, photoTexts = [] }: WordsInput): Result<PhotoToPost[], Problem> {
  if (photoIds.length > photosLimit) return fail(invalid('photoIds', 'too_many', { most: photosLimit }));
  if (photoTexts.length > photoIds.length) return fail(invalid('photoTexts', 'too_many', { most: photoIds.length }));
  const photos: PhotoToPost[] = [];
  for (const [place, id] of photoIds.entries()) {
    if (photoIds.indexOf(id) !== place) return fail(noPhoto(place));
    const given = photoTexts[place] ?? '';
    const rule = { field: `photoTexts.${place}`, limit: alternativeTextLimit, oneLine: true };
    const text = given.trim() === '' ? ok('') : readText(given, rule);
    if (!text.ok) return text;
    photos.push({ id, alternativeText: text.value });
  }
  return ok(photos);
}

/** That photo is not there: never sent, sent by somebody else or to another group, posted already, or forgotten. */
export const noPhoto = (place: number): Problem => invalid(`photoIds.${place}`, 'no_photo');
