import { randomUUID } from 'node:crypto';
import type { Organisation, RunningKring, StaffPerson } from '@kring/testing';
import { act } from './act';
import type { Audience } from './canaries';

/** A run of a practice thread that was stopped, with what was done in it and said about it. */
export interface PracticeWorld {
  readonly practiceRun: string;
  readonly practiceStep: string;
}

/** Whose run it is (the moderator who is in an aside, too), and the supervisors. */
const those: readonly Audience[] = ['aside', 'supervisors'];

export async function practiceWorld(
  kring: RunningKring,
  house: { readonly organisation: Organisation; readonly trainee: StaffPerson; readonly supervisor: StaffPerson },
  canary: (place: string, audience: readonly Audience[]) => string,
): Promise<PracticeWorld> {
  const { organisation, trainee, supervisor } = house;
  const step = (who: StaffPerson, name: string, input: Readonly<Record<string, unknown>>) =>
    act<{ id: string; steps: { id: string; intervention: string | null }[] }>(
      kring,
      who,
      name,
      { clientKey: randomUUID(), ...input },
      '... on PracticeRun { id steps { id intervention } }',
    );
  const { id: runId } = await step(trainee, 'startPractice', {
    ...{ organisationId: organisation.id, thread: 'in-need-now', language: 'nl', speed: 1 },
  });
  const steered = await step(trainee, 'steerPractice', {
    ...{ runId, kind: 'GUIDE_NOTE', text: `Hier ben ik, ${canary('guide note in a practice thread', those)}.` },
    reason: `Te donker, ${canary('reason of a step in a practice thread', those)}.`,
  });
  const stepId = steered.steps.find(({ intervention }) => intervention === 'GUIDE_NOTE')?.id ?? '';
  await step(trainee, 'undoInPractice', {
    ...{ runId, stepId, reason: `Toch niet, ${canary('reason of taking back a step in a practice thread', those)}.` },
  });
  const slowed = await step(trainee, 'steerPractice', { runId, kind: 'SLOW_MODE', minutes: 5, reason: 'Even rust.' });
  await step(supervisor, 'commentOnPractice', {
    ...{ runId, stepId, text: `Goed gezien, ${canary('comment of a supervisor on a practice thread', those)}.` },
  });
  await step(trainee, 'commentOnPractice', {
    ...{ runId, text: `Dank je, ${canary('answer of a trainee', those)}.` },
  });
  await step(trainee, 'pacePractice', { runId, running: false, speed: 1 });
  return { practiceRun: runId, practiceStep: slowed.steps.at(-1)?.id ?? '' };
}
