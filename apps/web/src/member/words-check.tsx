import { useState } from 'react';
import { useClient } from 'urql';
import { useOnline } from '../connection/online';
import { WordsCheckDocument, type WordsCheckQuery } from '../generated/documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote } from '../parts/problem-note';

type Check = Extract<WordsCheckQuery['wordsCheck'], { __typename: 'WordsCheck' }>;

/** "Is this all right to say?": asked only by who writes, about words that nobody has read yet. Sending stays theirs to decide. */
export function WordsCheck({ groupId, text }: { groupId: string; text: string }) {
  const t = useText();
  const client = useClient();
  const online = useOnline();
  const [isAsking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<{ text: string; outcome: Outcome<Check> }>();

  async function ask(): Promise<void> {
    if (isAsking) return;
    setAsking(true);
    const asked = await client.query(WordsCheckDocument, { groupId, text }, { requestPolicy: 'network-only' });
    setAsking(false);
    setAnswer({ text, outcome: outcomeOf(asked, (data) => data.wordsCheck) });
  }

  // What was said about other words says nothing about these.
  const outcome = answer?.text === text ? answer.outcome : undefined;
  return (
    <div className="stack-s">
      <p>
        <button
          type="button"
          className="btn btn--quiet"
          disabled={!online || text.trim() === ''}
          aria-disabled={isAsking}
          onClick={() => void ask()}
        >
          {t('check.ask')}
        </button>
      </p>
      <div role="status">{outcome?.kind === 'done' && <Answer check={outcome.done} />}</div>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept onRetry={() => void ask()} />}
    </div>
  );
}

function Answer({ check: { remarks, help } }: { check: Check }) {
  const t = useText();
  return (
    <div className="stack-s">
      {help && (
        <Note icon="phone" kind="info">
          <p>{help.message}</p>
          <p className="row">
            {help.helplines.map(
              ({ slug, name, phone }) =>
                phone && (
                  <a key={slug} className="btn" href={`tel:${phone.replace(/[^\d+]/gu, '')}`}>
                    {name.includes(phone) ? name : `${name} ${phone}`}
                  </a>
                ),
            )}
          </p>
          <p>{help.danger}</p>
        </Note>
      )}
      {remarks.length === 0 && (
        <Note icon="leaf">
          <p>{t('check.fine')}</p>
        </Note>
      )}
      <Remarks remarks={remarks} />
      {remarks.length > 0 && <p className="meta">{t('check.yours')}</p>}
    </div>
  );
}

/** What might land badly in somebody's own words, and how else it could be said. */
export function Remarks({ remarks }: Pick<Check, 'remarks'>) {
  return remarks.map(({ lands, instead, quotes }) => (
    <Note key={lands} icon="leaf">
      <p>
        {quotes.map((quote) => (
          <q key={quote} className="check__quote">
            {quote}
          </q>
        ))}
      </p>
      <p>{lands}</p>
      <p>
        <b>{instead}</b>
      </p>
    </Note>
  ));
}
