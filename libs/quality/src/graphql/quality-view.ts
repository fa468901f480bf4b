import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Refusal } from '../domain/agreement';
import { fewestPairs } from '../domain/agreement';
import type { AgreementFigures } from '../domain/quality';
import type { Quality } from '../use-cases/read-quality';

const refusals = { TOO_FEW: 'TOO_FEW', ALL_THE_SAME: 'ALL_THE_SAME' };
export const AgreementRefusalEnum = refusals as { readonly [One in Refusal]: One };
registerEnumType(AgreementRefusalEnum, { name: 'AgreementRefusal' });

@ObjectType('AgreementFigures', { description: 'How much two people agree. Counts below five are null.' })
export class AgreementFiguresView {
  @Field(() => Int, { nullable: true })
  alike!: number | null;
  @Field(() => Int, { nullable: true })
  different!: number | null;
  @Field(() => Float, { nullable: true, description: "Cohen's kappa; for severity with linear weights." })
  kappa!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of a 95 % interval.' })
  least!: number | null;
  @Field(() => Float, { nullable: true })
  most!: number | null;
  @Field(() => AgreementRefusalEnum, { nullable: true, description: 'Why there is no kappa.' })
  refusal!: Refusal | null;
}

@ObjectType('QualityFigures', { description: 'Of the organisation or one group, never of a person.' })
export class QualityFiguresView {
  /** Not on the wire. */
  groupIds!: readonly string[];

  @Field(() => Int)
  weeks!: number;
  @Field(() => Int, { description: 'Of a hundred decisions, read again.' })
  percent!: number;
  @Field(() => Int, { nullable: true, description: 'Decisions that were read again; null below five.' })
  pairs!: number | null;
  @Field(() => Int, { description: 'How many it takes before agreement is worked out.' })
  neededPairs!: number;
  @Field(() => AgreementFiguresView)
  kind!: AgreementFiguresView;
  @Field(() => AgreementFiguresView)
  severity!: AgreementFiguresView;
  @Field(() => Int, { nullable: true, description: 'Appeals answered, in the whole organisation; null below five.' })
  answered!: number | null;
  @Field(() => Int, { nullable: true, description: 'Decisions taken back after an appeal.' })
  overturned!: number | null;
}

function viewAgreement({ alike, different, agreement, refusal }: AgreementFigures): AgreementFiguresView {
  const { kappa = null, least = null, most = null } = agreement ?? {};
  return { alike, different, kappa, least, most, refusal };
}

export function viewQuality(quality: Quality): QualityFiguresView {
  const { groupIds, weeks, percent, pairs, answered, overturned } = quality;
  return {
    ...{ groupIds, weeks, percent, pairs, answered, overturned, neededPairs: fewestPairs },
    kind: viewAgreement(quality.kind),
    severity: viewAgreement(quality.severity),
  };
}
