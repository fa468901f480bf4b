import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';

export interface SignInName {
  /** As the person wrote it. */
  readonly shown: string;
  /** What makes it unique: the same for look-alike capitals, widths and spaces. */
  readonly key: string;
}

const shape = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{1,38}[\p{L}\p{N}]$/u;

/** 3 to 40 letters, digits, spaces and `. _ -`. No address of any kind: a sign-in name must say nothing about a person. */
export function readSignInName(text: string): Result<SignInName, Problem> {
  const shown = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (!shape.test(shown)) return fail(invalid('signInName', 'sign_in_name'));
  return ok({ shown, key: signInKey(shown) });
}

/** What names are looked up by. PostgreSQL takes no NUL: a name with one is nobody's, and stays so. */
export function signInKey(text: string): string {
  return text.slice(0, 200).replaceAll('\0', '\ufffd').normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
