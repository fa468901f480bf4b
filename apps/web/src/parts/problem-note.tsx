import type { ProblemPartsFragment } from '../generated/documents';
import { Say, useText } from '../language/text';
import { Note } from './note';

/** A problem at the top of a form: what is wrong in kind words. The message itself says when trying again can work. */
export function ProblemNote({ problem }: { problem: ProblemPartsFragment }) {
  return (
    <Note icon="alert" live="alert">
      <p>{problem.message}</p>
    </Note>
  );
}

/** Something went wrong on our side, or nothing could be reached. The text is safe; one button to try again. */
export function FailureNote({ offline, kept, onRetry }: { offline: boolean; kept?: boolean; onRetry?: () => void }) {
  const t = useText();
  return (
    <Note icon={offline ? 'offline' : 'alert'} kind={offline ? 'wait' : 'calm'} live="alert">
      <p>
        <Say id={offline ? 'failure.offline' : 'failure.ours'} /> {kept && <Say id="failure.kept" />}
      </p>
      {onRetry && (
        <p>
          <button type="button" className="btn btn--s" onClick={onRetry}>
            {t('failure.retry')}
          </button>
        </p>
      )}
    </Note>
  );
}

/** The words for one field out of a problem; undefined when the problem is about something else. */
export function problemAt(problem: ProblemPartsFragment | undefined, field: string): string | undefined {
  return problem?.field === field || problem?.field?.startsWith(`${field}.`) ? problem.message : undefined;
}
