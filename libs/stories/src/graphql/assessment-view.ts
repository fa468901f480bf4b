import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Language } from '@kring/platform';
import { explain, type Severity } from '@kring/safety';
import type { AssessmentRecord } from '../storage/records';

export const SeverityEnum = { GREEN: 'GREEN', AMBER: 'AMBER', RED: 'RED', CRISIS: 'CRISIS' } as const;
registerEnumType(SeverityEnum, { name: 'Severity' });

@ObjectType('Passage')
export class PassageView {
  @Field(() => Int)
  start!: number;
  @Field(() => Int)
  end!: number;
}

@ObjectType('Signal')
export class SignalView {
  @Field({
    description: 'One of the categories that libs/safety names: suicidal_intent, self_harm, method_or_numbers, ...',
  })
  category!: string;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field({ description: "Why, in the reader's language." })
  explanation!: string;
  @Field(() => [PassageView], { description: "Offsets into the post's text, in UTF-16 code units." })
  passages!: readonly PassageView[];
  @Field({ description: "The rule's id in its pack." })
  rule!: string;
}

@ObjectType('Assessment', { description: 'What the service noticed in one post, and why.' })
export class AssessmentView {
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => [SignalView])
  signals!: readonly SignalView[];
  @Field({ description: 'False: the check failed; a person must look.' })
  checked!: boolean;
  @Field()
  hold!: boolean;
}

export function viewAssessment(
  record: Pick<AssessmentRecord, 'severity' | 'checked' | 'hold' | 'signals'>,
  language: Language,
): AssessmentView {
  return {
    severity: record.severity,
    checked: record.checked,
    hold: record.hold,
    signals: record.signals.map((signal) => ({ ...signal, explanation: explain(signal.rule, language) })),
  };
}
