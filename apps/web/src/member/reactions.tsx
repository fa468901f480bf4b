import { useRef } from 'react';
import { useMutation } from 'urql';
import { type PostPartsFragment, ReactDocument, type ReactionKind } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { locales, useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Icon, type IconName } from '../parts/icon';

const kinds = ['HEART', 'STRENGTH', 'SAME_HERE', 'THANK_YOU'] as const satisfies readonly ReactionKind[];
const icons: Record<ReactionKind, IconName> = {
  HEART: 'heart',
  STRENGTH: 'strength',
  SAME_HERE: 'same',
  THANK_YOU: 'thanks',
};

interface Props {
  post: PostPartsFragment;
  name: string;
  onChange: (post: PostPartsFragment) => void;
}

/** My warm reactions to somebody's post, and the set to choose from. No counts. */
export function Reactions({ post, name, onChange }: Props) {
  const t = useText();
  const more = useRef<HTMLDetailsElement>(null);
  const [answer, react] = useMutation(ReactDocument);
  const mine = kinds.filter((kind) => post.myReactions.includes(kind));

  async function toggle(kind: ReactionKind) {
    const on = !post.myReactions.includes(kind);
    const outcome = outcomeOf(await react({ input: { postId: post.id, kind, on } }), (data) => data.react);
    if (outcome.kind !== 'done') return;
    if (more.current) more.current.open = false;
    onChange(outcome.done);
  }

  const button = (kind: ReactionKind) => (
    <button
      key={kind}
      type="button"
      className="react"
      aria-pressed={post.myReactions.includes(kind)}
      disabled={answer.fetching}
      onClick={() => void toggle(kind)}
    >
      <Icon name={icons[kind]} size="s" />
      {t(`reaction.${kind}`)}
    </button>
  );

  return (
    <div className="reacts" role="group" aria-label={t('reaction.to', { name })}>
      {mine.map(button)}
      <details className="reactmore" ref={more}>
        <summary className="react react--add">
          {mine.length === 0 && <Icon name="heart" size="s" />}
          {t(mine.length === 0 ? 'reaction.add' : 'reaction.other')}
          <span className="sr"> {t('reaction.toName', { name })}</span>
        </summary>
        <div className="reactset" role="group" aria-label={t('reaction.choose', { name })}>
          {kinds.filter((kind) => !mine.includes(kind)).map(button)}
        </div>
      </details>
    </div>
  );
}

/** For the author: which warm reactions came in, in words and never how many. */
export function ReceivedReactions({ received }: { received: readonly ReactionKind[] }) {
  const t = useText();
  const list = new Intl.ListFormat(locales[useLanguage()], { type: 'conjunction' });
  if (received.length === 0) return null;
  const names = kinds.filter((kind) => received.includes(kind)).map((kind) => t(`reaction.received.${kind}`));
  return (
    <p className="got">
      <Icon name="heart" size="s" />
      {t('reaction.received', { what: list.format(names) })}
    </p>
  );
}
