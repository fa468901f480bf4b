import type { ReactNode } from 'react';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Icon, type IconName } from '../parts/icon';
import { Note } from '../parts/note';
import { Words } from '../parts/words';

function Preview({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <section className="preview" aria-label={t('steer.preview')}>
      <p className="meta">{t('steer.preview')}</p>
      {children}
    </section>
  );
}

/** A guide note as it will stand in the thread. */
export function NotePreview({ text }: { text: string }) {
  const t = useText();
  return (
    <Preview>
      <div className="post--mod">
        <div className="post__box">
          <p className="tag tag--mod">
            <Icon name="pin" />
            {t('desk.post.note')}
          </p>
          <div className="post__body">
            {text.trim() ? <Words text={text} /> : <p className="quiet">{t('steer.preview.empty')}</p>}
          </div>
        </div>
      </div>
    </Preview>
  );
}

interface NoticeProps {
  icon: IconName;
  text: string;
  endsAt: Date | null;
  /** What else stands there. */
  more?: string;
}

/** What members read above a thread that rests or is closed. */
export function NoticePreview({ icon, text, endsAt, more }: NoticeProps) {
  const t = useText();
  const moments = useMoments();
  return (
    <Preview>
      <Note icon={icon} kind="mod">
        {text.trim() ? <Words text={text} /> : <p className="quiet">{t('steer.preview.empty')}</p>}
        {more && <p className="meta">{more}</p>}
        {endsAt && <p className="meta">{t('steer.preview.reopens', { when: moments.coming(endsAt.toISOString()) })}</p>}
      </Note>
    </Preview>
  );
}

/** A question as it will stand above the reply box. */
export function PromptPreview({ text }: { text: string }) {
  const t = useText();
  return (
    <Preview>
      <Note icon="chat">
        <p>{text || <span className="quiet">{t('steer.preview.empty')}</span>}</p>
      </Note>
    </Preview>
  );
}

/** Quiet lines as members will read them. */
export function LinesPreview({ lines }: { lines: readonly string[] }) {
  const t = useText();
  return (
    <Preview>
      {lines.length === 0 && <p className="quiet">{t('steer.preview.empty')}</p>}
      {lines.map((line) => (
        <p key={line} className="meta">
          {line}
        </p>
      ))}
    </Preview>
  );
}
