import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';
import { assess } from '@kring/safety';

export interface Nickname {
  readonly shown: string;
  /** What makes it unique in a group. */
  readonly key: string;
}

const shape = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} '’._-]{0,28}[\p{L}\p{N}\p{M}]$/u;
/** An address, a link or a handle, whatever its spelling; and digits enough for a phone number or a date of birth. */
const leads = /@|:\/\/|www\.|\.(?:com|be|net|org|nl|fr|eu|io|me|gg|app|tv)\b/i;

/** A name for one group: 2 to 30 signs, and nothing by which somebody could be found outside. */
export function readNickname(text: string): Result<Nickname, Problem> {
  const shown = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const digits = shown.replace(/\D/g, '').length;
  if (leads.test(shown) || digits > 4) return fail(invalid('nickname', 'nickname_contact'));
  if (!shape.test(shown)) return fail(invalid('nickname', 'nickname'));
  if (assess(shown).signals.some((signal) => signal.category === 'personal_data'))
    return fail(invalid('nickname', 'nickname_contact'));
  const key = shown
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s'’._-]/g, '');
  return ok({ shown, key });
}
