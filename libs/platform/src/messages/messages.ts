import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Problem } from '@kring/kernel';
import { projectFolder } from '../settings/project-folder';
import { type Language, languages } from './language';

/** ICU messages by key. One file a language, the same keys and placeholders in each (tested). */
export type Catalogue = Readonly<Record<string, string>>;

const locales: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', en: 'en-GB' };

/** Moments are told in the time of Flanders, where the young people are. */
const formats = {
  time: { clock: { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Brussels' } },
  date: { day: { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/Brussels' } },
} as const;

/** Loads `nl.json`, `fr.json` and `en.json` of a folder below the project and returns the reader of that catalogue. */
export function messagesFrom(folder: string): (key: string, language: Language, values?: Problem['values']) => string {
  const catalogues = Object.fromEntries(
    languages.map((language) => [
      language,
      JSON.parse(readFileSync(join(projectFolder, folder, `${language}.json`), 'utf8')) as Catalogue,
    ]),
  ) as Record<Language, Catalogue>;
  const compiled = new Map<string, IntlMessageFormat>();
  return (key, language, values) => {
    const place = `${language}.${key}`;
    let message = compiled.get(place);
    if (!message) {
      const text = catalogues[language][key];
      if (text === undefined) throw new Error(`no message ${key} in ${folder}/${language}.json`);
      message = new IntlMessageFormat(text, locales[language], formats);
      compiled.set(place, message);
    }
    return String(message.format(values));
  };
}

const problems = messagesFrom('libs/platform/messages/problems');

export function problemMessage(problem: Problem, language: Language): string {
  return problems(problem.reason ? `${problem.code}.${problem.reason}` : problem.code, language, {
    ...problem.values,
    ...(problem.retryAt ? { retryAt: problem.retryAt } : {}),
  });
}
