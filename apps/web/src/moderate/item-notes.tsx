import type { ItemNotePartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { useDeskTimes } from '../staff/desk-times';

/** One note: who wrote it, when, to whom it went. */
export function ItemNoteLine({ note }: { note: ItemNotePartsFragment }) {
  const t = useText();
  const { when } = useDeskTimes();
  const said = { name: note.by.displayName, to: note.to?.displayName ?? '', when: when(note.at) };
  return (
    <>
      <p className="meta">{t(`passOn.said.${note.kind}`, said)}</p>
      <p>{note.text}</p>
    </>
  );
}

/** What colleagues wrote on an item, oldest first. */
export function ItemNotes({ notes }: { notes: readonly ItemNotePartsFragment[] }) {
  const t = useText();
  if (notes.length === 0) return null;
  return (
    <section aria-label={t('passOn.notes')}>
      <ul className="stack-s decisions">
        {notes.map((note) => (
          <li key={note.id}>
            <ItemNoteLine note={note} />
          </li>
        ))}
      </ul>
    </section>
  );
}
