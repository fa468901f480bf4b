import { Link } from 'wouter';
import { StatementNewsDocument } from '../generated/documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Note } from '../parts/note';
import { useViewer } from '../session/session-provider';
import { hasNewDecisions } from './decisions-seen';

/** Says that there is something new about a post of mine, and nothing of what. */
export function DecisionNews() {
  const t = useText();
  const { id: owner } = useViewer();
  const [{ data }] = useQuery({ query: StatementNewsDocument, requestPolicy: 'cache-and-network' });
  if (!hasNewDecisions(owner, data?.viewer?.statements ?? [])) return null;
  return (
    <Note icon="note" kind="private">
      <p>{t('decisions.news')}</p>
      <p>
        <Link className="btn btn--s" href="/me/decisions">
          {t('decisions.read')}
        </Link>
      </p>
    </Note>
  );
}
