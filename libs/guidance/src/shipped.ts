import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '@kring/safety';
import { projectFolder } from '@kring/platform';
import type { ShippedGuideline } from './domain/guidelines';
import type { ShippedTemplate } from './domain/message-templates';
import type { GuidelineTopic } from './domain/topics';

function eachLanguage<T>(folder: string): Readonly<Record<Language, T>> {
  const read = (language: Language): T =>
    JSON.parse(readFileSync(join(projectFolder, 'libs/guidance/data', folder, `${language}.json`), 'utf8')) as T;
  return Object.fromEntries(languages.map((language) => [language, read(language)])) as Record<Language, T>;
}

/** What comes with the service, for a professional to read and edit: `data/guidelines`, `data/templates`. */
export const shippedGuidelines = eachLanguage<Readonly<Record<GuidelineTopic, ShippedGuideline>>>('guidelines');
export const shippedTemplates = eachLanguage<readonly ShippedTemplate[]>('templates');
