import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { FlagDocument, type FlagReason, type ProblemPartsFragment } from '../generated/documents';
import { useKeptWords } from '../drafts/use-kept-words';
import { outcomeOf } from '../graphql/outcome';
import { Say, useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { AreaField } from '../parts/field';
import { Icon } from '../parts/icon';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote } from '../parts/problem-note';

/** The reasons, worry first; the others in the order in which members meet them. */
const reasons = [
  'WORRIED_ABOUT_SOMEONE',
  'TURNING_DARK',
  'METHODS_OR_NUMBERS',
  'COMPETING',
  'PERSONAL_DETAILS',
  'HARASSMENT',
  'SEXUAL_PRESSURE',
  'SECRECY',
  'ENCOURAGING_HARM',
  'OTHER',
] as const satisfies readonly FlagReason[];

export interface FlagTarget {
  threadId: string;
  /** Absent: about the conversation as a whole. */
  postId?: string;
  /** Whose post it is. */
  name?: string;
}

/** Three taps: open, choose, send. Ends with a receipt. */
export default function FlagDialog({ target, onClose }: { target: FlagTarget; onClose: () => void }) {
  const t = useText();
  const [reason, setReason] = useState<FlagReason>();
  const [note, setNote, forget] = useKeptWords('flag', target.postId ?? target.threadId);
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [receipt, setReceipt] = useState<string>();
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();
  const [answer, flag] = useMutation(FlagDocument);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!reason) return;
    setProblem(undefined);
    setFailed(undefined);
    const words = note.trim();
    const place = target.postId ? { postId: target.postId } : { threadId: target.threadId };
    const input = { clientKey, reason, ...place, ...(words ? { note: words } : {}) };
    const outcome = outcomeOf(await flag({ input }), (data) => data.flag);
    if (outcome.kind === 'problem') {
      setProblem(outcome.problem);
      setClientKey(crypto.randomUUID());
    } else if (outcome.kind === 'failed') setFailed(outcome);
    else {
      forget();
      setReceipt(outcome.done.receipt);
    }
  }

  if (receipt !== undefined) {
    return (
      <Dialog title={t('flag.thanks')} onClose={onClose}>
        <Note icon="check" kind="info" live="status">
          <p>{receipt}</p>
        </Note>
        {reason === 'WORRIED_ABOUT_SOMEONE' && (
          <p>
            <Say
              id="flag.urgent"
              values={{
                call: (chunks) => (
                  <a key="call" href="tel:112">
                    {chunks}
                  </a>
                ),
              }}
            />
          </p>
        )}
        <p className="row row--end">
          <button type="button" className="btn btn--main" onClick={onClose} autoFocus>
            {t('flag.done')}
          </button>
        </p>
      </Dialog>
    );
  }

  return (
    <Dialog title={target.name ? t('flag.titlePost', { name: target.name }) : t('flag.title')} onClose={onClose}>
      {!reason ? (
        <>
          <p className="quiet">{t('flag.lead')}</p>
          <ul className="choice">
            {reasons.map((one) => (
              <li key={one}>
                <button type="button" className="opt flag__reason" onClick={() => setReason(one)}>
                  <span>{t(`flag.reason.${one}`)}</span>
                  <Icon name="next" size="s" />
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <form className="stack" onSubmit={(event) => void submit(event)}>
          <p className="flag__chosen">
            <b>{t(`flag.reason.${reason}`)}</b>
            <button type="button" className="btn btn--quiet btn--s" onClick={() => setReason(undefined)}>
              {t('flag.other')}
            </button>
          </p>
          <AreaField
            label={t('flag.note')}
            hint={t('flag.noteHint')}
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {problem && <ProblemNote problem={problem} />}
          {failed && <FailureNote offline={failed.offline} kept />}
          <button type="submit" className="btn btn--main btn--wide" disabled={answer.fetching} autoFocus>
            {t('flag.send')}
          </button>
        </form>
      )}
      <p className="meta">{t('flag.secret')}</p>
    </Dialog>
  );
}
