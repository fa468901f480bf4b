import { useState } from 'react';
import { useMutation } from 'urql';
import { EndSessionDocument, MySessionsDocument, type ProblemPartsFragment } from '../generated/documents';
import { isOutOfReach, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { FailureNote, ProblemNote } from '../parts/problem-note';

/** Where I am signed in. No device is named, because nothing about it is kept. */
export function MySessions() {
  const t = useText();
  const moments = useMoments();
  const [{ data, error }, ask] = useQuery({ query: MySessionsDocument, requestPolicy: 'cache-and-network' });
  const [ending, end] = useMutation(EndSessionDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState(false);

  async function endOne(id: string) {
    setProblem(undefined);
    setFailed(false);
    const outcome = outcomeOf(await end({ input: { id } }), (answer) => answer.endSession);
    if (outcome.kind === 'problem') setProblem(outcome.problem);
    else if (outcome.kind === 'failed') setFailed(true);
    else ask({ requestPolicy: 'network-only' });
  }

  const sessions = data?.viewer?.sessions;
  return (
    <section className="panel stack" aria-labelledby="my-sessions">
      <h2 id="my-sessions">{t('sessions.title')}</h2>
      <p className="quiet">{t('sessions.words')}</p>
      {problem && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={!navigator.onLine} />}
      {!sessions && !error && <Loading words={t('loading.page')} shapes={2} />}
      {!sessions && error && (
        <FailureNote offline={isOutOfReach(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      <ul className="plainlist">
        {sessions?.map((session) => (
          <li key={session.id}>
            <div>
              <p>
                <b>
                  {session.isCurrent
                    ? t('sessions.here')
                    : t('sessions.since', { when: moments.past(session.createdAt) })}
                </b>
              </p>
              <p className="meta">{t('sessions.used', { when: moments.past(session.lastUsedAt) })}</p>
            </div>
            {!session.isCurrent && (
              <button
                type="button"
                className="btn btn--s"
                disabled={ending.fetching}
                onClick={() => void endOne(session.id)}
              >
                {t('sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
