import { useState } from 'react';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import { AnswerSpotlightDocument, MySpotlightsDocument } from '../generated/documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { Words } from '../parts/words';

/** What a moderator asks me about a story of mine, and what I said yes to; a yes can be taken back here. */
export function MySpotlights() {
  const t = useText();
  const [{ data }, ask] = useQuery({ query: MySpotlightsDocument, requestPolicy: 'cache-and-network' });
  const [{ fetching }, answer] = useMutation(AnswerSpotlightDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const mine = data?.viewer?.spotlights ?? [];
  if (mine.length === 0) return null;
  async function say(spotlightId: string, give: boolean): Promise<void> {
    if (fetching) return;
    setOutcome(outcomeOf(await answer({ input: { spotlightId, give } }), (done) => done.answerSpotlight));
    ask({ requestPolicy: 'network-only' });
  }
  return (
    <section className="panel stack" aria-labelledby="my-spotlights">
      <h2 id="my-spotlights">{t('spotlight.title')}</h2>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <ul className="stack">
        {mine.map(({ id, state, message, thread }) => (
          <li key={id} className="stack-s">
            <p>
              <b>{thread.title}</b>{' '}
              <Link className="reach" href={`/threads/${thread.id}`}>
                {t('spotlight.read')}
              </Link>
            </p>
            {state === 'GIVEN' ? <p>{t('spotlight.given')}</p> : <Words text={message} />}
            <p className="row">
              {state === 'ASKED' && (
                <button type="button" className="btn btn--s btn--main" onClick={() => void say(id, true)}>
                  {t('spotlight.yes')}
                </button>
              )}
              <button type="button" className="btn btn--s" onClick={() => void say(id, false)}>
                {t(state === 'GIVEN' ? 'spotlight.takeBack' : 'spotlight.no')}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
