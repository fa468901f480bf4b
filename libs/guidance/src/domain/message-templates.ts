import { type Problem, readTexts, type Result } from '@kring/kernel';
import type { Language } from '@kring/safety';

/** What a template is for. */
export const templatePurposes = [
  'GUIDE_NOTE',
  'RETURN_POST',
  'HIDE_POST',
  'HOLD_MEMBER',
  'PAUSE_MEMBER',
  'REMOVE_MEMBER',
  'ASIDE',
  'PAUSE_THREAD',
  'CLOSE_THREAD',
] as const;
export type TemplatePurpose = (typeof templatePurposes)[number];

/** Words that are ready but for their blanks, in one language. */
export interface TemplateWords {
  readonly name: string;
  readonly text: string;
}

/** A template that comes with the service, until an organisation makes it its own. */
export interface ShippedTemplate extends TemplateWords {
  readonly key: string;
  readonly purpose: TemplatePurpose;
}

/** A template of an organisation's library. */
export interface MessageTemplate extends TemplateWords {
  readonly id: string;
  readonly shippedKey: string | null;
  readonly purpose: TemplatePurpose;
  readonly language: Language;
  /** 0 until somebody changed it. */
  readonly version: number;
  readonly retiredAt: Date | null;
}

export const templateNameLimit = 80;
export const templateTextLimit = 2000;

/** Words for a template, ready to keep. Blanks are welcome here: they are what makes it one. */
export function readTemplate({ name, text }: TemplateWords): Result<TemplateWords, Problem> {
  return readTexts({
    name: [name, { field: 'name', limit: templateNameLimit, oneLine: true }],
    text: [text, { field: 'text', limit: templateTextLimit }],
  });
}

/** By what a template of the service is known until somebody changed it. */
export function shippedId(language: Language, key: string): string {
  return `${language}:${key}`;
}

/** What nobody of an organisation touched yet stands in its library by its key, in the order of the service; its own come after. */
export function templatesOf(
  shipped: Readonly<Record<Language, readonly ShippedTemplate[]>>,
  own: readonly MessageTemplate[],
): MessageTemplate[] {
  const isOf = (language: string, key: string) => (one: MessageTemplate) =>
    one.language === language && one.shippedKey === key;
  const fromService = (Object.entries(shipped) as [Language, readonly ShippedTemplate[]][]).flatMap(([language, all]) =>
    all.map(
      ({ key, ...words }): MessageTemplate =>
        own.find(isOf(language, key)) ?? {
          ...words,
          id: shippedId(language, key),
          shippedKey: key,
          language,
          version: 0,
          retiredAt: null,
        },
    ),
  );
  return [...fromService, ...own.filter((one) => !fromService.includes(one))];
}
