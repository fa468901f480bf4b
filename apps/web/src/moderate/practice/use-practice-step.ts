import { useState } from 'react';
import { useClient } from 'urql';
import type { DocumentInput } from 'urql';
import type { PracticeRunPartsFragment, ProblemPartsFragment } from '../../generated/staff-documents';
import { type Outcome, outcomeOf } from '../../graphql/outcome';
import type { KeptRun, PracticeRun } from './use-practice-run';

type Answer = ({ readonly __typename: 'PracticeRun' } & PracticeRunPartsFragment) | ProblemPartsFragment;

/**
 * Sends steps of one form, one at a time: the run that comes back is taken, the same words sent again after a failure
 * keep their key, so that nothing is done twice.
 */
export function usePracticeStep(take: KeptRun['take']) {
  const client = useClient();
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<PracticeRun>>();
  async function send<Data extends object, Input extends object>(
    document: DocumentInput<Data, { input: Input & { clientKey: string } }>,
    input: Input,
    pick: (data: Data) => Answer,
  ): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setOutcome(undefined);
    const result = outcomeOf<Data, Answer>(
      await client.mutation(document, { input: { ...input, clientKey } }),
      pick,
    ) as Outcome<PracticeRun>;
    setBusy(false);
    setOutcome(result);
    if (result.kind !== 'failed') setClientKey(crypto.randomUUID());
    take(result);
    return result.kind === 'done';
  }
  return { send, busy, outcome, problem: outcome?.kind === 'problem' ? outcome.problem : undefined };
}
