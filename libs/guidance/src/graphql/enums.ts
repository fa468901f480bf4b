import { registerEnumType } from '@nestjs/graphql';
import type { Language } from '@kring/safety';
import { type TemplatePurpose, templatePurposes } from '../domain/message-templates';
import { type GuidelineTopic, guidelineTopics } from '../domain/topics';

type Names<N extends string> = { readonly [Name in N]: Name };

export const LanguageEnum = { nl: 'nl', fr: 'fr', en: 'en' } as const satisfies Names<Language>;
registerEnumType(LanguageEnum, { name: 'Language' });

export const GuidelineTopicEnum = Object.fromEntries(
  guidelineTopics.map((topic) => [topic, topic]),
) as Names<GuidelineTopic>;
registerEnumType(GuidelineTopicEnum, {
  name: 'GuidelineTopic',
  description: 'What a guideline is about: a category of signals, or what only people point at. The gravest first.',
});

export const TemplatePurposeEnum = Object.fromEntries(
  templatePurposes.map((purpose) => [purpose, purpose]),
) as Names<TemplatePurpose>;
registerEnumType(TemplatePurposeEnum, { name: 'TemplatePurpose' });
