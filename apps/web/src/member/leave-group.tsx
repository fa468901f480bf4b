import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { LeaveGroupDocument, type ProblemPartsFragment } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useSession, type Viewer } from '../session/session-provider';

/** Leaving, as easy as joining: what I wrote stays without my name, or goes too. */
export function LeaveGroup({ membership }: { membership: Viewer['memberships'][number] }) {
  const t = useText();
  const { refresh } = useSession();
  const [asking, setAsking] = useState<boolean>();
  const [erase, setErase] = useState<boolean>();
  const [answer, leave] = useMutation(LeaveGroupDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (erase === undefined) return;
    setProblem(undefined);
    setFailed(undefined);
    const input = { groupId: membership.group.id, erasePosts: erase };
    const outcome = outcomeOf(await leave({ input }), (data) => data.leaveGroup);
    if (outcome.kind === 'problem') setProblem(outcome.problem);
    else if (outcome.kind === 'failed') setFailed(outcome);
    else refresh();
  }

  if (!asking) {
    return (
      <button
        type="button"
        className="btn btn--quiet btn--s leave__open"
        autoFocus={asking === false}
        onClick={() => setAsking(true)}
      >
        {t('leave.open', { group: membership.group.name })}
      </button>
    );
  }
  return (
    <form className="stack-s leave" onSubmit={(event) => void submit(event)}>
      {problem && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} />}
      <fieldset>
        <legend className="label">{t('leave.what')}</legend>
        <div className="choice">
          <label className="opt">
            <input type="radio" name="erase" checked={erase === false} onChange={() => setErase(false)} />
            <span>{t('leave.keep')}</span>
            <small>{t('leave.keepWords')}</small>
          </label>
          <label className="opt">
            <input type="radio" name="erase" checked={erase === true} onChange={() => setErase(true)} />
            <span>{t('leave.erase')}</span>
            <small>{t('leave.eraseWords')}</small>
          </label>
        </div>
      </fieldset>
      <div className="row">
        <button type="submit" className="btn btn--main btn--s" disabled={erase === undefined || answer.fetching}>
          {t('leave.go')}
        </button>
        <button type="button" className="btn btn--quiet btn--s" onClick={() => setAsking(false)}>
          {t('leave.stay')}
        </button>
      </div>
    </form>
  );
}
