import { useEffect, useRef, useState } from 'react';
import type { DraftPhoto } from '../drafts/drafts';
import { type ChosenFile, sendPhoto } from '../drafts/send-photo';
import type { ProblemPartsFragment } from '../generated/documents';
import { useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { Photo } from '../parts/photo';
import { problemAt } from '../parts/problem-note';

/** The path of one of several, as a problem names it. */
const at = (field: string, place: number): string => [field, place].join('.');

interface Props {
  groupId: string;
  photos: readonly DraftPhoto[];
  /** Chosen on this device and not sent yet. */
  files: readonly ChosenFile[];
  problem: ProblemPartsFragment | undefined;
  onChange: (change: (photos: readonly DraftPhoto[]) => DraftPhoto[]) => void;
  /** A file was sent, or was given up. */
  onDone: (id: string) => void;
}

/** The photos of what somebody is writing: on their way, or there, with what stands on them. */
export default function PhotoDrafts({ groupId, photos, files, problem, onChange, onDone }: Props) {
  const t = useText();
  return (
    <div className="stack-s">
      <ul className="stack-s" aria-label={t('photo.yours')}>
        {photos.map((photo, place) => (
          <li key={photo.id} className="photo">
            <Photo photo={photo} className="photo__img" />
            <div className="stack-s">
              <Field
                label={t('photo.text')}
                hint={t('photo.textHint')}
                maxLength={300}
                autoComplete="off"
                value={photo.alternativeText}
                problem={problemAt(problem, at('photoTexts', place)) ?? problemAt(problem, at('photoIds', place))}
                onChange={({ target }) =>
                  onChange((all) =>
                    all.map((one) => (one.id === photo.id ? { ...one, alternativeText: target.value } : one)),
                  )
                }
              />
              <button
                type="button"
                className="btn btn--quiet btn--s"
                onClick={() => onChange((all) => all.filter((one) => one.id !== photo.id))}
              >
                {t('photo.remove', { number: place + 1 })}
              </button>
            </div>
          </li>
        ))}
        {files.map(({ id, file }, place) => (
          <Sending
            key={id}
            file={file}
            groupId={groupId}
            // One after the other: a slow line carries one photo sooner than two halves.
            isNext={place === 0}
            onSent={(photo) => {
              onChange((all) => [...all, { ...photo, alternativeText: '' }]);
              onDone(id);
            }}
            onGiveUp={() => onDone(id)}
          />
        ))}
      </ul>
      <p className="meta">{t('photo.stripped')}</p>
    </div>
  );
}

interface SendingProps {
  file: File;
  groupId: string;
  isNext: boolean;
  onSent: (photo: Omit<DraftPhoto, 'alternativeText'>) => void;
  onGiveUp: () => void;
}

function Sending({ file, groupId, isNext, onSent, onGiveUp }: SendingProps) {
  const t = useText();
  const language = useLanguage();
  const [failure, setFailure] = useState<{ words: string; mayHelp: boolean }>();
  const [tries, setTries] = useState(0);
  const begun = useRef(-1);
  const done = useRef(onSent);
  useEffect(() => {
    done.current = onSent;
  });
  useEffect(() => {
    if (!isNext || begun.current === tries) return;
    begun.current = tries;
    void sendPhoto(groupId, file, language).then((sent) => {
      if (sent.kind === 'done') done.current(sent.done);
      else if (sent.kind === 'failed') setFailure({ words: t('photo.failed'), mayHelp: true });
      // A photo that is refused as such is refused again.
      else setFailure({ words: sent.problem.message, mayHelp: sent.problem.field !== 'photo' });
    });
  }, [isNext, tries, groupId, file, language, t]);
  return (
    <li className="photo photo--going">
      <div className="stack-s">
        <p role={failure ? 'alert' : 'status'}>{failure?.words ?? t('photo.sending')}</p>
        {failure && (
          <div className="row">
            {failure.mayHelp && (
              <button
                type="button"
                className="btn btn--s"
                onClick={() => {
                  setFailure(undefined);
                  setTries(tries + 1);
                }}
              >
                {t('photo.again')}
              </button>
            )}
            <button type="button" className="btn btn--quiet btn--s" onClick={onGiveUp}>
              {t('photo.giveUp')}
            </button>
          </div>
        )}
      </div>
    </li>
  );
}
