import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { isOnline } from '../../connection/online';
import { PracticeRunDocument, type PracticeRunPartsFragment } from '../../generated/staff-documents';
import type { Outcome } from '../../graphql/outcome';

export type PracticeRun = PracticeRunPartsFragment;
export type PracticePost = PracticeRun['posts'][number];
export type PracticeStep = PracticeRun['steps'][number];
export type PracticeMember = PracticeRun['members'][number];

export type RunState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly offline: boolean }
  | { readonly kind: 'there'; readonly run: PracticeRun; readonly seenAt: number };

/** While a story runs, posts come in by the clock of the service; a comment can come at any time. */
const whileRunning = 3_000;
const whileResting = 15_000;

export interface KeptRun {
  readonly state: RunState;
  readonly refetch: () => void;
  /** Takes what a step answered, in place of what is asked meanwhile. */
  readonly take: (outcome: Outcome<PracticeRun>) => void;
}

/** One run, asked for again every few seconds. What is on the screen stays while it is asked, or when that fails. */
export function usePracticeRun(id: string): KeptRun {
  const client = useClient();
  const [state, setState] = useState<RunState>({ kind: 'loading' });
  const turn = useRef(0);
  const refetch = useCallback(async () => {
    const mine = ++turn.current;
    const { data } = await client.query(PracticeRunDocument, { id }, { requestPolicy: 'network-only' });
    if (mine !== turn.current) return;
    const run = data?.practiceRun;
    setState((before) => {
      if (run) return { kind: 'there', run, seenAt: Date.now() };
      if (run === null) return { kind: 'gone' };
      return before.kind === 'there' ? before : { kind: 'failed', offline: !isOnline() };
    });
  }, [client, id]);
  const every = state.kind === 'there' && state.run.state === 'RUNNING' ? whileRunning : whileResting;
  useEffect(() => {
    void refetch();
  }, [refetch]);
  useEffect(() => {
    const timer = setInterval(() => void refetch(), every);
    return () => clearInterval(timer);
  }, [refetch, every]);
  const take = useCallback<KeptRun['take']>((outcome) => {
    turn.current += 1;
    if (outcome.kind === 'done') setState({ kind: 'there', run: outcome.done, seenAt: Date.now() });
  }, []);
  return { state, refetch: () => void refetch(), take };
}
