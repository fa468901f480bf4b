import { useId } from 'react';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { beginningOf } from '../parts/words';
import type { SteerFieldsProps } from './steer-fields-props';

type Props = Pick<SteerFieldsProps, 'draft' | 'change' | 'posts' | 'problemOf'> & { label?: string };

/** Which post an action is about. */
export function PostChoice({ draft, change, posts, problemOf, label }: Props) {
  const t = useText();
  const moments = useMoments();
  const id = useId();
  const problem = problemOf('postId');
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label ?? t('steer.post')}
      </label>
      <select
        id={id}
        className="select"
        value={draft.postId}
        aria-invalid={problem ? true : undefined}
        onChange={(event) => change({ postId: event.target.value })}
      >
        {draft.postId === '' && <option value="">{t('steer.post.choose')}</option>}
        {posts.map((post) => (
          <option key={post.id} value={post.id}>
            {t('steer.post.option', {
              name: post.author?.nickname ?? t('desk.post.gone'),
              clock: moments.clock(post.createdAt),
              start: beginningOf(post.text, 60),
            })}
          </option>
        ))}
      </select>
      {problem && <span className="err">{problem}</span>}
    </div>
  );
}
