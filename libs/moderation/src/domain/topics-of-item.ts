import type { Severity } from '@kring/safety';
import { readReason } from './concern';
import { type FlagReason, severityOfFlag } from './flag-reasons';

/** What a flag, or the reason of an item, is about where no signal names it. The words are those of the guidelines. */
const topicOfFlag = {
  WORRIED_ABOUT_SOMEONE: 'WORRIED',
  TURNING_DARK: 'TURNING',
  METHODS_OR_NUMBERS: 'METHOD_OR_NUMBERS',
  ENCOURAGING_HARM: 'ENCOURAGEMENT',
  COMPETING: 'COMPETITION',
  HARASSMENT: 'HARASSMENT',
  SEXUAL_PRESSURE: 'SOLICITATION',
  PERSONAL_DETAILS: 'PERSONAL_DATA',
  SECRECY: 'SECRECY',
  OTHER: 'OTHER',
} as const satisfies Readonly<Record<FlagReason, string>>;

export type FlagTopic = (typeof topicOfFlag)[FlagReason];

const isFlagReason = (name: string): name is FlagReason => Object.hasOwn(topicOfFlag, name);

/** What points at an item: signals by their category, and what is about no category by its topic. */
export interface Pointing {
  readonly categories: readonly { readonly category: string; readonly severity: Severity }[];
  readonly topics: readonly { readonly topic: FlagTopic; readonly severity: Severity }[];
}

/** Takes apart what is known of an item: its reason, its flags, and what was noticed in its posts. */
export function pointingAt(
  item: { readonly reason: string; readonly severity: Severity },
  flags: readonly string[],
  noticed: readonly { readonly category: string; readonly severity: Severity }[],
): Pointing {
  const { key, category } = readReason(item.reason);
  const { severity } = item;
  const flagged = [...flags, ...(key.startsWith('why.flag.') ? [key.slice('why.flag.'.length)] : [])].filter(
    isFlagReason,
  );
  const turned = key === 'why.turning' || key === 'why.reinforcing';
  return {
    categories: [
      ...(category === null ? [] : [{ category, severity }]),
      ...noticed.filter((one) => one.severity !== 'GREEN'),
    ],
    topics: [
      ...flagged.map((reason) => ({ topic: topicOfFlag[reason], severity: severityOfFlag[reason] })),
      ...(turned ? [{ topic: 'TURNING' as const, severity }] : []),
    ],
  };
}
