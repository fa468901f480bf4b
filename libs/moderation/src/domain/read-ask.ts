import { fail, type Id, invalid, ok, type Problem, readText, type Result, type TextRule } from '@kring/kernel';
import {
  type InterventionAsk,
  type InterventionRule,
  interventions,
  type InterventionWords,
  type SteeringKind,
  type TermsInput,
} from './interventions';
import {
  contentNoteLimit,
  guideNoteLimit,
  longestSlowModeMinutes,
  messageLimit,
  reasonLimit,
  threadTitleLimit,
} from './limits';

/** An intervention as somebody asks for it. What its kind does not need is left out. */
export interface InterventionInput {
  readonly kind: SteeringKind;
  /** For what must not happen twice when it is sent twice; null where asking again does no harm. */
  readonly clientKey: string | null;
  readonly threadId: Id | null;
  readonly postId: Id | null;
  readonly reason: string;
  readonly words?: Partial<Readonly<Record<keyof InterventionWords, string>>>;
  readonly afterPostId?: Id | null;
  readonly minutes?: number;
  readonly endsAt?: Date | null;
  readonly terms?: TermsInput;
  /** The rule of the charter that it rests on. */
  readonly charterRule?: { readonly version: number; readonly number: number } | null;
}

export interface ReadAsk extends InterventionAsk {
  readonly kind: SteeringKind;
  readonly reason: string;
  readonly charterRule: NonNullable<InterventionInput['charterRule']> | null;
}

const day = 24 * 60 * 60_000;

/** How long each word may be, by the input that carries it. */
const limits: Readonly<Record<string, Omit<TextRule, 'field'>>> = {
  text: { limit: guideNoteLimit },
  note: { limit: contentNoteLimit, oneLine: true },
  title: { limit: threadTitleLimit, oneLine: true },
};

/** Reads the words and numbers of an intervention as its row asks for them; refuses the first that cannot be used. */
export function readAsk(input: InterventionInput, now: Date): Result<ReadAsk, Problem> {
  const rule: InterventionRule = interventions[input.kind];
  const words: Record<keyof InterventionWords, string | null> = {
    text: null,
    messageToMembers: null,
    messageToAuthor: null,
  };
  for (const [name, field] of Object.entries(rule.words) as [keyof InterventionWords, string][]) {
    const read = readText(input.words?.[name] ?? '', {
      ...(limits[field] ?? { limit: messageLimit }),
      field,
      filled: true,
    });
    if (!read.ok) return read;
    words[name] = read.value;
  }
  const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
  if (!reason.ok) return reason;
  const minutes = rule.takesMinutes ? (input.minutes ?? 0) : null;
  if (minutes !== null && (minutes < 1 || minutes > longestSlowModeMinutes)) {
    return fail(invalid('minutes', 'out_of_range', { least: 1, most: longestSlowModeMinutes }));
  }
  const terms = rule.terms ? rule.terms(input.terms ?? {}) : ok({});
  if (!terms.ok) return terms;
  const endsAt = rule.end ? (input.endsAt ?? null) : null;
  const fault = rule.end && faultInEnd(rule.end, endsAt, now);
  if (fault) return fail(fault);
  return ok({
    ...words,
    kind: input.kind,
    reason: reason.value,
    minutes,
    endsAt,
    terms: terms.value,
    afterPostId: input.afterPostId ?? null,
    charterRule: input.charterRule ?? null,
  });
}

function faultInEnd(end: NonNullable<InterventionRule['end']>, endsAt: Date | null, now: Date): Problem | null {
  if (endsAt === null) return end.must ? invalid(end.field, 'empty') : null;
  if (endsAt <= now) return invalid(end.field, 'not_in_future');
  return endsAt.getTime() > now.getTime() + end.days * day ? invalid(end.field, 'too_far', { days: end.days }) : null;
}
