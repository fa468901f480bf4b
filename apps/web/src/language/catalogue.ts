import type member from '../messages/nl/member.json';
import type shared from '../messages/nl/shared.json';
import type staff from '../messages/nl/staff.json';
import type { Language } from './language';

/** Every message id there is; the Dutch catalogue is the measure for the others (a test compares them). */
export type MessageId = keyof typeof member | keyof typeof shared | keyof typeof staff;

/** Messages by id; the build turns each text into what react-intl reads (see vite.config.mjs). */
export type Messages = Record<string, string>;

const memberMessages: Record<Language, () => Promise<Messages[]>> = {
  nl: () => all(import('../messages/nl/shared.json'), import('../messages/nl/member.json')),
  fr: () => all(import('../messages/fr/shared.json'), import('../messages/fr/member.json')),
  en: () => all(import('../messages/en/shared.json'), import('../messages/en/member.json')),
};

const staffMessages: Record<Language, () => Promise<Messages[]>> = {
  nl: () => all(import('../messages/nl/staff.json')),
  fr: () => all(import('../messages/fr/staff.json')),
  en: () => all(import('../messages/en/staff.json')),
};

async function all(...files: Promise<{ default: object }>[]): Promise<Messages[]> {
  return (await Promise.all(files)).map((file) => file.default as Messages);
}

const kept = new Map<string, Promise<Messages>>();

/** The messages of one language: shared and member; with `staff` also those of the staff spaces. Kept once loaded. */
export function loadMessages(language: Language, space: 'member' | 'staff' = 'member'): Promise<Messages> {
  const key = `${language} ${space}`;
  let messages = kept.get(key);
  if (!messages) {
    const load = (space === 'staff' ? staffMessages : memberMessages)[language];
    messages = load().then((parts) => Object.fromEntries(parts.flatMap((part) => Object.entries(part))));
    messages.catch(() => kept.delete(key));
    kept.set(key, messages);
  }
  return messages;
}
