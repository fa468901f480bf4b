import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { AppealDocument, type ProblemPartsFragment, type StatementPartsFragment } from '../generated/documents';
import { useKeptWords } from '../drafts/use-kept-words';
import { outcomeOf } from '../graphql/outcome';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { AreaField } from '../parts/field';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { Words } from '../parts/words';
import { isAboutMe } from './about-me';

interface Props {
  statement: StatementPartsFragment;
  onAsked: (statement: StatementPartsFragment) => void;
}

/** One button to have another person look, and what came of it. */
export function AskAgain({ statement, onAsked }: Props) {
  const t = useText();
  const moments = useMoments();
  const [isAsking, setAsking] = useState<boolean>();
  if (statement.appeal)
    return <AppealState appeal={statement.appeal} about={isAboutMe(statement.kind) ? 'me' : 'post'} />;
  if (statement.fate !== 'STANDS' && statement.fate !== 'ENDED') return null;
  if (!statement.mayAppeal) return <p className="meta">{t('appeal.tooLate')}</p>;
  if (isAsking) return <AskForm statement={statement} onAsked={onAsked} onClose={() => setAsking(false)} />;
  return (
    <div className="stack-s">
      <p>{t('appeal.lead', { when: moments.coming(statement.appealUntil) })}</p>
      <p>
        <button type="button" className="btn" autoFocus={isAsking === false} onClick={() => setAsking(true)}>
          {t('appeal.ask')}
        </button>
      </p>
    </div>
  );
}

function AskForm({ statement, onAsked, onClose }: Props & { onClose: () => void }) {
  const t = useText();
  const [words, setWords, forget] = useKeptWords('appeal', statement.id);
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [{ fetching }, appeal] = useMutation(AppealDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();

  async function send(event: FormEvent) {
    event.preventDefault();
    if (fetching) return;
    setProblem(undefined);
    setFailed(undefined);
    const input = { clientKey, statementId: statement.id, words: words.trim() || null };
    const outcome = outcomeOf(await appeal({ input }), (data) => data.appeal);
    if (outcome.kind === 'failed') return setFailed(outcome);
    // Nothing was made, so the next try is a new one.
    setClientKey(crypto.randomUUID());
    if (outcome.kind === 'problem') return setProblem(outcome.problem);
    forget();
    onAsked(outcome.done);
  }

  return (
    <form className="stack-s" onSubmit={(event) => void send(event)}>
      {problem && !problemAt(problem, 'words') && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} kept />}
      <AreaField
        label={t('appeal.words')}
        hint={t('appeal.words.hint')}
        rows={3}
        value={words}
        readOnly={fetching}
        autoFocus
        onChange={(event) => setWords(event.target.value)}
        problem={problemAt(problem, 'words')}
      />
      <div className="row">
        <button type="submit" className="btn btn--main btn--s" aria-disabled={fetching}>
          {t('appeal.send')}
        </button>
        <button type="button" className="btn btn--quiet btn--s" onClick={onClose}>
          {t('appeal.stop')}
        </button>
      </div>
    </form>
  );
}

interface StateProps {
  appeal: NonNullable<StatementPartsFragment['appeal']>;
  about: 'me' | 'post';
}

function AppealState({ appeal, about }: StateProps) {
  const moments = useMoments();
  const { state, words, at, dueAt, answer } = appeal;
  const icon = state === 'OPEN' ? 'clock' : state === 'OVERTURNED' ? 'check' : 'note';
  return (
    <Note icon={icon} kind={state === 'OPEN' ? 'wait' : 'calm'}>
      <p>
        {about === 'me' && (state === 'OVERTURNED' || state === 'LAPSED') ? (
          <Say id={`appeal.${state}.member`} />
        ) : (
          <Say id={`appeal.${state}`} values={{ due: moments.day(dueAt) }} />
        )}
      </p>
      {answer && <Words text={answer} />}
      {words && (
        <p className="meta">
          <Say id="appeal.mine" values={{ when: moments.past(at) }} /> <q>{words}</q>
        </p>
      )}
    </Note>
  );
}
