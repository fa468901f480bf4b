import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { isOnline } from '../connection/online';
import { MyStatementsDocument, type StatementPartsFragment } from '../generated/documents';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Ring } from '../parts/icon';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { beginningOf } from '../parts/words';
import { useViewer } from '../session/session-provider';
import { isAboutMe } from './about-me';
import { AskAgain } from './ask-again';
import { seeDecisions } from './decisions-seen';
import { MemberPage } from './member-page';
import { StatementFacts } from './statement-facts';

/** /me/decisions: every decision about me or a post of mine, why, and what I can do. */
export default function Decisions() {
  const t = useText();
  const { id: owner } = useViewer();
  const [{ data, error }, ask] = useQuery({ query: MyStatementsDocument, requestPolicy: 'cache-and-network' });
  const [changed, setChanged] = useState<ReadonlyMap<string, StatementPartsFragment>>(new Map());
  const statements = data?.viewer?.statements;
  useEffect(() => {
    if (statements) seeDecisions(owner, statements);
  }, [owner, statements]);
  return (
    <MemberPage title={t('decisions.title')} back={{ href: '/me', label: t('me.title') }}>
      <div className="col stack">
        <PageTitle>{t('decisions.title')}</PageTitle>
        <p className="lead quiet">{t('decisions.lead')}</p>
        {error && !data && <FailureNote offline={!isOnline()} onRetry={() => ask({ requestPolicy: 'network-only' })} />}
        {!data && !error && <Loading words={t('decisions.loading')} shapes={2} />}
        {statements?.length === 0 && (
          <div className="uptodate">
            <Ring />
            <p>
              <b>{t('decisions.none')}</b>
            </p>
            <p>{t('decisions.none.text')}</p>
          </div>
        )}
        {statements?.map((statement) => (
          <Decision
            key={statement.id}
            statement={changed.get(statement.id) ?? statement}
            onAsked={(one) => setChanged((before) => new Map(before).set(one.id, one))}
          />
        ))}
      </div>
    </MemberPage>
  );
}

interface DecisionProps {
  statement: StatementPartsFragment;
  onAsked: (statement: StatementPartsFragment) => void;
}

function Decision({ statement, onAsked }: DecisionProps) {
  const t = useText();
  const moments = useMoments();
  const { kind, fate, at, words, groupName, threadTitle, threadId } = statement;
  const title = threadTitle || t('decisions.thread');
  return (
    <article className="panel stack" aria-labelledby={`decision-${statement.id}`}>
      <div className="stack-s">
        <h2 className="h3" id={`decision-${statement.id}`}>
          {t(`decisions.${kind}`, { when: moments.day(at) })}
        </h2>
        {isAboutMe(kind) ? (
          <>
            {groupName && <p className="meta">{groupName}</p>}
            {words && <p>{t('decisions.cameUp')}</p>}
          </>
        ) : (
          <p className="meta">
            {threadId ? <Link href={`/threads/${threadId}`}>{title}</Link> : title}
            {groupName && `, ${groupName}`}
          </p>
        )}
        {words && <blockquote className="quoted">{beginningOf(words, 280)}</blockquote>}
        <p>
          <b>{t(`decisions.fate.${fate}`)}</b>
        </p>
        {fate === 'STANDS' && kind === 'RETURNED' && threadId && (
          <p>
            <Link className="btn btn--main" href={`/threads/${threadId}`}>
              {t('rewrite.open')}
            </Link>
          </p>
        )}
      </div>
      <StatementFacts statement={statement} />
      <AskAgain statement={statement} onAsked={onAsked} />
    </article>
  );
}
