import { registerEnumType } from '@nestjs/graphql';
import type { Climate } from '@kring/safety';
import type { DecisionKind } from '../domain/decisions';
import type { FlagReason } from '../domain/flag-reasons';
import { type InterventionKind, interventionKinds } from '../domain/interventions';
import type { QueueKind, QueueOrder } from '../domain/queue-wish';
import type { RecheckLooks } from '../domain/recheck';
import type { ReviewItemState } from '../domain/review-item';

type Names<N extends string> = { readonly [Name in N]: Name };

export const ClimateEnum = {
  SUPPORTIVE: 'SUPPORTIVE',
  NEUTRAL: 'NEUTRAL',
  TURNING: 'TURNING',
  REINFORCING: 'REINFORCING',
} as const satisfies Names<Climate>;
registerEnumType(ClimateEnum, { name: 'Climate' });

export const FlagReasonEnum = {
  WORRIED_ABOUT_SOMEONE: 'WORRIED_ABOUT_SOMEONE',
  TURNING_DARK: 'TURNING_DARK',
  METHODS_OR_NUMBERS: 'METHODS_OR_NUMBERS',
  ENCOURAGING_HARM: 'ENCOURAGING_HARM',
  COMPETING: 'COMPETING',
  HARASSMENT: 'HARASSMENT',
  SEXUAL_PRESSURE: 'SEXUAL_PRESSURE',
  PERSONAL_DETAILS: 'PERSONAL_DETAILS',
  SECRECY: 'SECRECY',
  OTHER: 'OTHER',
} as const satisfies Names<FlagReason>;
registerEnumType(FlagReasonEnum, { name: 'FlagReason' });

export const ReviewItemStateEnum = {
  OPEN: 'OPEN',
  CLAIMED: 'CLAIMED',
  WAITING: 'WAITING',
  RESOLVED: 'RESOLVED',
} as const satisfies Names<ReviewItemState>;
registerEnumType(ReviewItemStateEnum, {
  name: 'ReviewItemState',
  valuesMap: { WAITING: { description: 'Released with a note for the next one; as free as OPEN.' } },
});

export const ReviewItemKindEnum = { THREAD: 'THREAD', APPEAL: 'APPEAL' } as const;
registerEnumType(ReviewItemKindEnum, {
  name: 'ReviewItemKind',
  valuesMap: { APPEAL: { description: 'A member asks another person to look at one decision.' } },
});

export const QueueKindEnum = { THREAD: 'THREAD', APPEAL: 'APPEAL', DRAWN: 'DRAWN' } as const satisfies Names<QueueKind>;
registerEnumType(QueueKindEnum, {
  name: 'QueueKind',
  valuesMap: { DRAWN: { description: 'A thread that nothing pointed at, drawn by chance.' } },
});

export const QueueOrderEnum = { GRAVEST: 'GRAVEST', UNTOUCHED: 'UNTOUCHED' } as const satisfies Names<QueueOrder>;
registerEnumType(QueueOrderEnum, {
  name: 'QueueOrder',
  valuesMap: {
    GRAVEST: { description: 'Most serious first, then soonest due.' },
    UNTOUCHED: { description: 'Longest untouched first, whatever its severity, below every crisis.' },
  },
});

export const RecheckLooksEnum = {
  MINUTES: 'MINUTES',
  NEXT_SHIFT: 'NEXT_SHIFT',
  BOTH: 'BOTH',
} as const satisfies Names<RecheckLooks>;
registerEnumType(RecheckLooksEnum, {
  name: 'RecheckLooks',
  valuesMap: {
    MINUTES: { description: 'So many minutes after it.' },
    NEXT_SHIFT: { description: 'When the next shift for the group begins; without one within four weeks, as MINUTES.' },
  },
});

export const DecisionKindEnum = {
  NO_ACTION: 'NO_ACTION',
  RELEASED: 'RELEASED',
  RETURNED: 'RETURNED',
  HIDDEN: 'HIDDEN',
  STEERED: 'STEERED',
  SUPPORTED: 'SUPPORTED',
  ESCALATED: 'ESCALATED',
  UPHELD: 'UPHELD',
  OVERTURNED: 'OVERTURNED',
} as const satisfies Names<DecisionKind>;
registerEnumType(DecisionKindEnum, {
  name: 'DecisionKind',
  valuesMap: {
    UPHELD: { description: 'How an appeal ends, by decideAppeal alone: the decision stands.' },
    OVERTURNED: { description: 'How an appeal ends, by decideAppeal alone: the decision is taken back.' },
  },
});

export const InterventionKindEnum = Object.fromEntries(
  interventionKinds.map((kind) => [kind, kind]),
) as Names<InterventionKind>;
registerEnumType(InterventionKindEnum, { name: 'InterventionKind' });
