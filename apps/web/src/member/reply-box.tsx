import { type FormEvent, useState } from 'react';
import { useOnline } from '../connection/online';
import { SavedLine } from '../drafts/saved-line';
import type { DraftDesk } from '../drafts/use-draft';
import type { ReplyPolicyPartsFragment } from '../generated/documents';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { PhotoChoice } from './photo-choice';
import { useMyTurn } from './policy-notes';
import { WordsCheck } from './words-check';

/** Where a reply is written; the words stay on this device until they are sent. */
export function ReplyBox({
  desk,
  policy,
  groupId,
}: {
  desk: DraftDesk;
  policy: ReplyPolicyPartsFragment;
  groupId: string;
}) {
  const t = useText();
  const moments = useMoments();
  const online = useOnline();
  const turn = useMyTurn(policy);
  const { draft, problem } = desk;
  const [isBusy, setBusy] = useState(false);

  const cannot = desk.sending || isBusy || draft.queued || turn !== undefined || draft.text.trim() === '';

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!cannot) desk.send();
  }

  return (
    <form className="stack-s" onSubmit={submit}>
      {problem && !problemAt(problem, 'text') && !problem.field?.startsWith('photo') && (
        <ProblemNote problem={problem} />
      )}
      {desk.failed && <FailureNote offline={false} kept onRetry={desk.send} />}
      <AreaField
        label={t('reply.label')}
        rows={4}
        placeholder={t('reply.placeholder')}
        value={draft.text}
        readOnly={desk.sending}
        aria-describedby="reply-saved"
        onChange={(event) => desk.change({ text: event.target.value })}
        problem={problemAt(problem, 'text')}
      />
      <PhotoChoice desk={desk} groupId={groupId} onBusy={setBusy} />
      <SavedLine draft={draft} id="reply-saved" />
      <div className="row">
        <button
          type="submit"
          className="btn btn--main"
          // Not `disabled`: whoever sent it by keyboard would stand nowhere.
          aria-disabled={cannot}
        >
          {turn ? t('reply.later', { when: moments.coming(turn) }) : online ? t('reply.send') : t('reply.sendLater')}
        </button>
      </div>
      <WordsCheck groupId={groupId} text={draft.text} />
    </form>
  );
}
