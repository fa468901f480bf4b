import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { type ItemNotePartsFragment, MendNoteDocument, TakeNoteBackDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';

/** One note: who wrote it, when, to whom it went, whom it asks. */
export function ItemNoteLine({ note }: { note: ItemNotePartsFragment }) {
  const t = useText();
  const { when } = useDeskTimes();
  const said = { name: note.by.displayName, to: note.to?.displayName ?? '', when: when(note.at) };
  return (
    <>
      <p className="meta">
        {t(`passOn.said.${note.kind}`, said)}
        {note.editedAt && ` · ${t('passOn.mended')}`}
      </p>
      {note.mentions.length > 0 && (
        <p>
          {note.mentions.map(({ id, displayName }) => (
            <span key={id} className="tag">
              @{displayName}
            </span>
          ))}
        </p>
      )}
      <p>{note.text}</p>
    </>
  );
}

/** What the team says on an item, oldest first. */
export function ItemNotes({ notes, onNote }: { notes: readonly ItemNotePartsFragment[]; onNote: () => void }) {
  const t = useText();
  return (
    <section aria-label={t('passOn.notes')}>
      {notes.length > 0 && (
        <ul className="stack-s decisions">
          {notes.map((note) => (
            <li key={note.id}>
              <ItemNoteLine note={note} />
              <Mending note={note} />
            </li>
          ))}
        </ul>
      )}
      <p>
        <button type="button" className="linkbtn" onClick={onNote}>
          {t('passOn.note')}
        </button>
      </p>
    </section>
  );
}

/** For whoever wrote it, while it is new: other words, or none. The item is told live, and shows what it became. */
function Mending({ note }: { note: ItemNotePartsFragment }) {
  const t = useText();
  const client = useClient();
  const { now } = useDeskTimes();
  const [words, setWords] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  if (!note.mendableUntil || (Date.parse(note.mendableUntil) <= now.getTime() && words === undefined)) return null;
  async function send(work: () => Promise<Outcome<unknown>>): Promise<void> {
    if (busy) return;
    setBusy(true);
    const result = await work();
    setBusy(false);
    setOutcome(result);
    if (result.kind === 'done') setWords(undefined);
  }
  const mend = (event: FormEvent) => {
    event.preventDefault();
    const input = { noteId: note.id, text: words ?? '' };
    void send(async () => outcomeOf(await client.mutation(MendNoteDocument, { input }), (data) => data.mendNote));
  };
  const takeBack = () =>
    void send(async () =>
      outcomeOf(
        await client.mutation(TakeNoteBackDocument, { input: { noteId: note.id } }),
        (data) => data.takeNoteBack,
      ),
    );
  return (
    <>
      {problem && problem.field !== 'text' && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      {words === undefined ? (
        <p className="row">
          <button type="button" className="linkbtn" onClick={() => setWords(note.text)}>
            {t('passOn.mend')}
          </button>
          <button type="button" className="linkbtn" aria-disabled={busy} onClick={takeBack}>
            {t('passOn.takeBack')}
          </button>
        </p>
      ) : (
        <form className="stack-s" noValidate onSubmit={mend}>
          <AreaField
            label={t('passOn.note.words')}
            rows={3}
            value={words}
            problem={problemAt(problem, 'text')}
            onChange={(event) => setWords(event.target.value)}
          />
          <p className="row">
            <button type="submit" className="btn btn--s btn--main" aria-disabled={busy}>
              {t('passOn.note.do')}
            </button>
            <button type="button" className="btn btn--s btn--quiet" onClick={() => setWords(undefined)}>
              {t('staff.cancel')}
            </button>
          </p>
        </form>
      )}
    </>
  );
}
