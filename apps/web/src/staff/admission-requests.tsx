import { useState } from 'react';
import { useMutation } from 'urql';
import { type AdmissionGroupPartsFragment, AdmitMemberDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { Drawing } from '../parts/drawing';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDraft } from './use-draft';

type Request = NonNullable<AdmissionGroupPartsFragment['admissionRequests']>[number];

interface Props {
  requests: readonly Request[];
  /** Called after a decision, with words that say what happened. */
  onDecided: (words: string) => void;
}

/** The people who wait to be let into one group, and the two answers. Somebody always decides; nobody has to be polite to a machine. */
export function AdmissionRequests({ requests, onDecided }: Props) {
  const t = useText();
  const moments = useMoments();
  const [, admitMember] = useMutation(AdmitMemberDocument);
  const [busy, setBusy] = useState<string>();
  const [refusing, setRefusing] = useState<Request>();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();

  const decide = async (request: Request, admit: boolean, reason?: string): Promise<boolean> => {
    if (busy !== undefined) return false;
    setBusy(request.id);
    setOutcome(undefined);
    const answer = await admitMember({ input: { membershipId: request.id, admit, ...(reason ? { reason } : {}) } });
    const result = outcomeOf(answer, (data) => data.admitMember);
    setBusy(undefined);
    setOutcome(result);
    if (result.kind === 'done') {
      onDecided(t(admit ? 'admissions.admitted' : 'admissions.refused', { name: request.nickname }));
    }
    return result.kind === 'done';
  };

  return (
    <>
      {!refusing && outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {!refusing && outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <ul className="sheet">
        {requests.map((request) => (
          <li key={request.id} className="asker">
            <Drawing avatar={request.avatar} />
            <p className="asker__who">
              <b>{request.nickname}</b>
              <span className="meta">{t('admissions.since', { when: moments.past(request.since) })}</span>
            </p>
            <p className="row">
              <button
                type="button"
                className="btn btn--s btn--main"
                aria-disabled={busy === request.id}
                aria-label={t('admissions.admit.of', { name: request.nickname })}
                onClick={() => void decide(request, true)}
              >
                {t('admissions.admit')}
              </button>
              <button
                type="button"
                className="btn btn--s"
                aria-disabled={busy === request.id}
                aria-label={t('admissions.refuse.of', { name: request.nickname })}
                onClick={() => {
                  setOutcome(undefined);
                  setRefusing(request);
                }}
              >
                {t('admissions.refuse')}
              </button>
            </p>
          </li>
        ))}
      </ul>
      {refusing && (
        <RefuseDialog
          request={refusing}
          outcome={outcome}
          onClose={() => setRefusing(undefined)}
          onRefuse={async (reason) => {
            const done = await decide(refusing, false, reason);
            if (done) setRefusing(undefined);
            return done;
          }}
        />
      )}
    </>
  );
}

interface RefuseProps {
  request: Request;
  outcome: Outcome<unknown> | undefined;
  onClose: () => void;
  onRefuse: (reason: string) => Promise<boolean>;
}

function RefuseDialog({ request, outcome, onClose, onRefuse }: RefuseProps) {
  const t = useText();
  const [reason, setReason, forget] = useDraft(`refuse:${request.id}`, '');
  const [empty, setEmpty] = useState(false);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  return (
    <Dialog title={t('admissions.refuse.title', { name: request.nickname })} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setEmpty(!reason.trim());
          if (reason.trim()) void onRefuse(reason.trim()).then((done) => done && forget());
        }}
      >
        <AreaField
          label={t('admissions.refuse.reason')}
          hint={t('admissions.refuse.hint')}
          problem={problemAt(problem, 'reason') ?? (empty ? t('staff.required') : undefined)}
          value={reason}
          rows={3}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
        {problem && problem.field !== 'reason' && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <p className="row">
          <button type="submit" className="btn btn--main">
            {t('admissions.refuse.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
