import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { beginningOf } from '../parts/words';
import { LinesPreview } from './member-preview';
import type { SteerFieldsProps } from './steer-fields-props';

/** Which replies become a thread of their own, and what it is called. */
export function MoveFields({ draft, change, posts, thread, problemOf }: SteerFieldsProps) {
  const t = useText();
  const moments = useMoments();
  const replies = posts.filter((post) => post.id !== thread.opener.id);
  const problem = problemOf('postIds');
  const title = draft.title.trim();
  return (
    <>
      <fieldset className="choice">
        <legend className="label">{t('steer.move.posts')}</legend>
        <p className="hint">{t('steer.move.posts.hint')}</p>
        {replies.map((post) => (
          <label key={post.id} className="opt">
            <input
              type="checkbox"
              checked={draft.postIds.includes(post.id)}
              onChange={(event) => {
                const others = draft.postIds.filter((id) => id !== post.id);
                change({ postIds: event.target.checked ? [...others, post.id] : others });
              }}
            />
            <span>
              {t('steer.post.option', {
                name: post.author?.nickname ?? t('desk.post.gone'),
                clock: moments.clock(post.createdAt),
                start: beginningOf(post.text, 60),
              })}
            </span>
          </label>
        ))}
        {problem && <span className="err">{problem}</span>}
      </fieldset>
      <Field
        label={t('steer.move.title')}
        value={draft.title}
        maxLength={120}
        problem={problemOf('title')}
        onChange={(event) => change({ title: event.target.value })}
      />
      <LinesPreview
        lines={
          title
            ? [t('steer.preview.moved.here', { title }), t('steer.preview.moved.there', { title: thread.title })]
            : []
        }
      />
    </>
  );
}
