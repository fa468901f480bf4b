import { goodNews, type Severity, severityRank } from '@kring/safety';

/** What a guideline is about, the gravest first: each category that calls for somebody, and what only people point at. */
export const guidelineTopics = [
  'SUICIDAL_INTENT',
  'GOODBYE',
  'PACT',
  'SUICIDAL_IDEATION',
  'ENCOURAGEMENT',
  'METHOD_OR_NUMBERS',
  'SELF_HARM',
  'THIRD_PARTY_RISK',
  'WORRIED',
  'ABUSE_DISCLOSURE',
  'SEXTORTION',
  'SOLICITATION',
  'VIOLENCE',
  'GLORIFICATION',
  'COMPETITION',
  'EATING_DISORDER',
  'HOPELESSNESS',
  'TURNING',
  'HARASSMENT',
  'PERSONAL_DATA',
  'SECRECY',
  'SUBSTANCE',
  'BURDENED_HELPER',
  'OTHER',
] as const;
export type GuidelineTopic = (typeof guidelineTopics)[number];

export function isGuidelineTopic(name: string): name is GuidelineTopic {
  return (guidelineTopics as readonly string[]).includes(name);
}

/** The topic of a signal; null for good news, and for a category that a newer version may know. */
export function topicOfCategory(category: string): GuidelineTopic | null {
  if ((goodNews as readonly string[]).includes(category)) return null;
  const name = category.toUpperCase();
  return isGuidelineTopic(name) ? name : null;
}

/** Something that points at a topic, and how soon it wants somebody. */
export interface Pointer {
  readonly topic: GuidelineTopic;
  readonly severity: Severity;
}

/** Each topic once, the gravest first; of equals the one that stands first in {@link guidelineTopics}. */
export function byGravity(pointers: readonly Pointer[]): GuidelineTopic[] {
  const rank = (topic: GuidelineTopic): number =>
    Math.max(...pointers.filter((one) => one.topic === topic).map(({ severity }) => severityRank(severity)));
  return guidelineTopics
    .filter((topic) => pointers.some((one) => one.topic === topic))
    .sort((one, other) => rank(other) - rank(one));
}
