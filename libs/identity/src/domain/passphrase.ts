import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';

export const passphraseLeast = 10;
export const passphraseMost = 200;

/** What people add to a common password to make it pass; taken off before looking it up. */
const trimmings = /^[\d\W_]+|[\d\W_]+$/gu;

/**
 * Whether a passphrase may guard an account: long enough (NIST SP 800-63B-4: length over rules), not one that everybody
 * tries first, not the sign-in name, not one sign over and over. `common` holds common passwords in lower case.
 */
export function checkPassphrase(
  passphrase: string,
  signInKey: string,
  common: ReadonlySet<string>,
  field = 'passphrase',
): Result<true, Problem> {
  const length = [...passphrase].length;
  if (length < passphraseLeast) return fail(invalid(field, 'passphrase_short', { least: passphraseLeast }));
  if (length > passphraseMost) return fail(invalid(field, 'passphrase_long', { most: passphraseMost }));
  const plain = passphrase.normalize('NFKC').toLowerCase();
  const core = plain.replace(trimmings, '');
  const squeezed = plain.replace(/\s+/g, '');
  const tooCommon = [plain, squeezed, core].some((one) => common.has(one)) || core === '' || repeats(squeezed);
  if (tooCommon) return fail(invalid(field, 'passphrase_common'));
  if (squeezed.includes(signInKey.replace(/\s+/g, '')) && squeezed.length < signInKey.length + 8) {
    return fail(invalid(field, 'passphrase_is_name'));
  }
  return ok(true);
}

/** Made of one short piece again and again (`aaaaaaaaaa`, `abcabcabcabc`). */
function repeats(text: string): boolean {
  for (let size = 1; size <= 4 && size * 2 <= text.length; size += 1) {
    if (
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length)
    )
      return true;
  }
  return false;
}
