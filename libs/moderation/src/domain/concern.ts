import { type Climate, goodNews, type Severity, severityRank } from '@kring/safety';
import { isWorse } from './climate';
import { type FlagReason, severityOfFlag } from './flag-reasons';

/** One thing that needs a moderator: how soon, and why, as the key of a message (`why.crisis:goodbye`). */
export interface Concern {
  readonly severity: Severity;
  readonly reason: string;
}

/** What is known of a post when it is weighed. A missing assessment counts as a failed check. */
export interface WeighedPost {
  readonly role: 'member' | 'moderator';
  readonly state: string;
  readonly photoCount: number;
  readonly assessment: {
    readonly severity: Severity;
    readonly hold: boolean;
    readonly checked: boolean;
    readonly signals: readonly { readonly category: string; readonly severity: Severity }[];
  } | null;
}

function graver(one: Severity, other: Severity): Severity {
  return severityRank(one) >= severityRank(other) ? one : other;
}

/** `why.held` or, when a signal says what it is about, `why.held_for:category`. */
function pointing(key: string, signals: NonNullable<WeighedPost['assessment']>['signals']): string {
  const telling = signals.filter((signal) => !(goodNews as readonly string[]).includes(signal.category));
  const [first, ...others] = telling;
  if (!first) return key;
  const gravest = others.reduce(
    (most, one) => (severityRank(one.severity) > severityRank(most.severity) ? one : most),
    first,
  );
  return `${key}_for:${gravest.category}`;
}

/** What words that were just written or changed ask of a moderator; null: nothing. */
export function concernOfWords(post: WeighedPost): Concern | null {
  if (post.role === 'moderator' || (post.state !== 'VISIBLE' && post.state !== 'HELD')) return null;
  const { assessment } = post;
  if (!assessment?.checked)
    return { severity: graver('AMBER', assessment?.severity ?? 'AMBER'), reason: 'why.unchecked' };
  const held = post.state === 'HELD';
  if (assessment.severity === 'CRISIS')
    return { severity: 'CRISIS', reason: pointing('why.crisis', assessment.signals) };
  if (held && assessment.hold) {
    return { severity: graver('AMBER', assessment.severity), reason: pointing('why.held', assessment.signals) };
  }
  if (assessment.severity !== 'GREEN') {
    return { severity: assessment.severity, reason: pointing('why.serious', assessment.signals) };
  }
  // Software reads words, not pictures: a person looks.
  if (post.photoCount > 0) return { severity: 'AMBER', reason: held ? 'why.held_photo' : 'why.photo' };
  return held ? { severity: 'GREEN', reason: 'why.held' } : null;
}

/**
 * What words ask of a moderator that are not there any more when they are weighed: their author changed or deleted the post
 * before anybody could be called. Whoever cried for help is still somebody to look after.
 */
export function concernOfLostWords(assessment: WeighedPost['assessment']): Concern | null {
  if (!assessment?.checked || assessment.severity !== 'CRISIS') return null;
  return { severity: 'CRISIS', reason: pointing('why.crisis', assessment.signals) };
}

/** What a person's own judgement of a post asks of the others; null when it is not graver than what was said before. */
export function concernOfJudgement(severity: Severity, said: Severity, category: string | null): Concern | null {
  if (severityRank(severity) <= severityRank(said)) return null;
  return { severity, reason: category === null ? 'why.judged' : `why.judged_for:${category}` };
}

/** A post that another reader found more serious than the rules did. */
export function concernOfSecondReading(severity: Severity, category: string): Concern {
  return { severity, reason: `why.second_for:${category}` };
}

/** A post that nothing pointed at, drawn by chance. */
export const concernOfDraw: Concern = { severity: 'AMBER', reason: 'why.audit' };

/** A post that the organisation's own model should have read and could not. */
export const concernOfSilence: Concern = { severity: 'AMBER', reason: 'why.unchecked' };

/** Somebody who wrote in this thread needs somebody now, by what they wrote in an aside. */
export const concernOfAside: Concern = { severity: 'CRISIS', reason: 'why.aside' };

/** A post that waits again after it was seen, and that nobody has in hand. */
export function concernOfWaiting(post: Pick<WeighedPost, 'role' | 'state' | 'assessment'>): Concern | null {
  if (post.role === 'moderator' || post.state !== 'HELD') return null;
  const { severity, hold } = post.assessment ?? { severity: 'AMBER', hold: true };
  return { severity: hold ? graver('AMBER', severity) : severity, reason: 'why.held_again' };
}

/** A post that was given back and was written again: somebody reads both versions, wherever the new one went. */
export const concernOfRewriting: Concern = { severity: 'AMBER', reason: 'why.rewritten' };

/** A member asks another person to look at a decision; it is due by its own time. */
export const concernOfAppeal: Concern = { severity: 'AMBER', reason: 'why.appeal' };

/** A thread that turned further than was known. */
export function concernOfClimate(climate: Climate, known: Climate): Concern | null {
  if (!isWorse(climate, known)) return null;
  return climate === 'REINFORCING'
    ? { severity: 'RED', reason: 'why.reinforcing' }
    : { severity: 'AMBER', reason: 'why.turning' };
}

export function concernOfFlag(reason: FlagReason): Concern {
  return { severity: severityOfFlag[reason], reason: `why.flag.${reason}` };
}

/** The gravest of several; the first of equals. Null when there is none. */
export function gravest(concerns: readonly (Concern | null)[]): Concern | null {
  return concerns.reduce<Concern | null>((most, one) => {
    if (!one) return most;
    return !most || severityRank(one.severity) > severityRank(most.severity) ? one : most;
  }, null);
}

/** A reason as it is kept, taken apart: the key of its message and the category that fills it in. */
export function readReason(reason: string): { readonly key: string; readonly category: string | null } {
  const [key = reason, category] = reason.split(':');
  return { key, category: category ?? null };
}
