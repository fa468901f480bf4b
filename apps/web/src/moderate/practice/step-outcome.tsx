import { FailureNote, ProblemNote } from '../../parts/problem-note';
import type { usePracticeStep } from './use-practice-step';

/** What went wrong with a step, if anything did. */
export function StepOutcome({ outcome }: Pick<ReturnType<typeof usePracticeStep>, 'outcome'>) {
  if (outcome?.kind === 'problem') return <ProblemNote problem={outcome.problem} />;
  if (outcome?.kind === 'failed') return <FailureNote offline={outcome.offline} kept />;
  return null;
}
