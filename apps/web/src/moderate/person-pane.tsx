import { useId, useState } from 'react';
import {
  type DeskPostPartsFragment,
  MemberHistoryDocument,
  type MemberHistoryQuery,
} from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { useDeskTimes } from '../staff/desk-times';

interface Props {
  posts: readonly DeskPostPartsFragment[];
  /** The post that somebody looked at when they asked; its author comes first. */
  postId: string | undefined;
}

type History = NonNullable<MemberHistoryQuery['memberHistory']>;

/** What happened with one member in this group: counts, no words. */
export function PersonPane({ posts, postId }: Props) {
  const t = useText();
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  // Who wrote last comes first: that is who somebody mostly wants to know of. One post stands for each author.
  const authors = new Map(
    posts.flatMap((post) =>
      post.author && !post.author.isModerator ? [[post.author.nickname, post.id] as const] : [],
    ),
  );
  const asked = posts.find((post) => post.id === postId)?.author;
  const name = [chosen, asked?.isModerator ? undefined : asked?.nickname, [...authors.keys()].at(-1)].find(
    (one) => one !== undefined && authors.has(one),
  );
  const of = name === undefined ? undefined : authors.get(name);
  return (
    <section aria-labelledby="person-heading">
      <h2 id="person-heading" tabIndex={-1} data-side-heading="">
        {t('person.title')}
      </h2>
      {of === undefined ? (
        <p className="quiet">{t('person.nobody')}</p>
      ) : (
        <>
          <div className="field">
            <label className="label" htmlFor={id}>
              {t('person.who')}
            </label>
            <select id={id} className="select" value={name} onChange={(event) => setChosen(event.target.value)}>
              {[...authors.keys()].map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </div>
          <HistoryOf key={of} postId={of} />
        </>
      )}
    </section>
  );
}

function HistoryOf({ postId }: { postId: string }) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({
    query: MemberHistoryDocument,
    variables: { postId },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) {
    return (
      <p className="row">
        {t('guidance.failed')}
        <button type="button" className="btn btn--s" onClick={() => ask({ requestPolicy: 'network-only' })}>
          {t('failure.retry')}
        </button>
      </p>
    );
  }
  if (!data) return <Loading words={t('person.loading')} />;
  if (!data.memberHistory) return <p className="quiet">{t('person.nobody')}</p>;
  return <Figures history={data.memberHistory} />;
}

function Figures({ history }: { history: History }) {
  const t = useText();
  const { moments } = useDeskTimes();
  const { watching } = history;
  const counts = ['posts', 'held', 'returned', 'hidden', 'steered', 'appeals', 'asides'] as const;
  return (
    <>
      <p>
        {t('person.since', { when: moments.day(history.since) })}
        {watching.isWatched && <b> {t('person.watched')}</b>}
      </p>
      <dl className="tally">
        {counts.map((count) => (
          <div key={count}>
            <dt>{t(`person.${count}`)}</dt>
            <dd>{history[count]}</dd>
          </div>
        ))}
        <div>
          <dt>{t('person.overturned')}</dt>
          <dd>{history.overturned}</dd>
        </div>
        <div>
          <dt>{t('person.watching')}</dt>
          <dd>{watching.times}</dd>
        </div>
      </dl>
      <p className="meta">{t('person.wall')}</p>
    </>
  );
}
