import { requestFailed, requestSucceeded } from '../connection/online';
import type { ProblemPartsFragment } from '../generated/documents';
import type { Outcome } from '../graphql/outcome';
import type { Language } from '../language/language';
import { sessionMayHaveEnded } from '../session/session-ended';

/** A file that somebody chose; the same may be chosen twice. */
export interface ChosenFile {
  id: string;
  file: File;
}

export interface SentPhoto {
  id: string;
  url: string;
  width: number;
  height: number;
}

/** The longest side that is sent, in pixels: what the server keeps, so that an old phone on a slow line sends no more. */
const longest = 1600;

/**
 * Makes a photo smaller on the device itself, which leaves its hidden data behind; null when this browser cannot, and the
 * server does it.
 */
async function smaller(file: File): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  } catch {
    return null;
  }
}

interface Answer {
  photo?: SentPhoto;
  problem?: ProblemPartsFragment;
}

/** Sends a photo to a group, for a post that is still being written. */
export async function sendPhoto(groupId: string, file: File, language: Language): Promise<Outcome<SentPhoto>> {
  const body = (await smaller(file)) ?? file;
  try {
    const answer = await fetch(`/photos?group=${encodeURIComponent(groupId)}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': body.type || 'image/jpeg', 'accept-language': language },
      body,
    });
    if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
      requestFailed();
      return { kind: 'failed', offline: true };
    }
    requestSucceeded();
    if (answer.status === 401) sessionMayHaveEnded();
    const { photo, problem } = (await answer.json()) as Answer;
    if (photo) return { kind: 'done', done: photo };
    return problem ? { kind: 'problem', problem } : { kind: 'failed', offline: false };
  } catch {
    requestFailed();
    return { kind: 'failed', offline: true };
  }
}
