import { useEffect, useMemo } from 'react';
import { useSubscription } from 'urql';
import { Link } from 'wouter';
import { CalledItemsDocument, type CalledItemsQuery, CrisesChangedDocument } from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { useViewer } from '../session/session-provider';
import { chosenSignals, notify, ring } from './call-signals';
import { deskRoles } from './use-organisation';

type Called = NonNullable<CalledItemsQuery['calledItems']>[number];

/** How often it rings again while nobody takes a crisis, in milliseconds. */
const AGAIN = 20_000;
/** A look now and then, should a message be missed. */
const LOOK = 30_000;
const MARK = '● ';
const nobody: readonly Called[] = [];

/** On every staff page: a crisis that nobody takes and that this person is called for, with the way to it. */
export function CallBanner() {
  const viewer = useViewer();
  const organisations = [
    ...new Set(
      viewer.staffPositions.filter(({ role }) => deskRoles.includes(role)).map(({ organisation }) => organisation.id),
    ),
  ];
  return organisations.map((id) => <CallsOf key={id} organisationId={id} />);
}

function CallsOf({ organisationId }: { organisationId: string }) {
  const t = useText();
  const moments = useMoments();
  const calls = useCalls(organisationId);
  useSignals(calls);
  return (
    <div role="alert" className={calls.length > 0 ? 'callbar' : 'sr'}>
      {calls.map((item) => {
        const since = item.calls.find(({ isOpen }) => isOpen)?.at ?? '';
        return (
          <p key={item.id}>
            <Icon name="alert" size="s" />
            <span>
              <b>{t('calls.banner')}</b>{' '}
              {t('calls.banner.since', { group: item.thread.group.name, since: moments.clock(since) })}
            </span>
            <Link className="btn btn--s" href={`/moderate?item=${encodeURIComponent(item.id)}`}>
              {t('calls.banner.go')}
            </Link>
          </p>
        );
      })}
    </div>
  );
}

/** What this person is called for now, kept up to date by every change of a crisis. */
function useCalls(organisationId: string): readonly Called[] {
  const variables = useMemo(() => ({ organisationId }), [organisationId]);
  const [{ data }, ask] = useQuery({ query: CalledItemsDocument, variables, requestPolicy: 'cache-and-network' });
  const reconnects = useReconnects();
  // A look that fails is no all-clear.
  const calls = data?.calledItems ?? nobody;
  useSubscription({ query: CrisesChangedDocument, variables }, (count: number | undefined, { reviewItemChanged }) => {
    if (reviewItemChanged.severity === 'CRISIS') ask({ requestPolicy: 'network-only' });
    return (count ?? 0) + 1;
  });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK);
    if (reconnects > 0) ask({ requestPolicy: 'network-only' });
    return () => clearInterval(timer);
  }, [ask, reconnects]);
  return calls;
}

/** The mark before the title of the tab and, as somebody chose, a sound and a notice; again while nobody comes. */
function useSignals(calls: readonly Called[]): void {
  const t = useText();
  const name = t('app.name');
  const isCalled = calls.length > 0;
  const key = calls.map(({ id, calls: steps }) => `${id}:${steps.length}`).join(' ');
  useEffect(() => {
    if (!isCalled) return undefined;
    const mark = () => {
      if (!document.title.startsWith(MARK)) document.title = `${MARK}${document.title}`;
    };
    mark();
    const marking = setInterval(mark, 1_000);
    return () => {
      clearInterval(marking);
      document.title = document.title.replace(MARK, '');
    };
  }, [isCalled]);
  useEffect(() => {
    if (key === '') return undefined;
    const tell = () => {
      const { sound, notice } = chosenSignals();
      if (sound) ring();
      if (notice) notify(name);
    };
    tell();
    const again = setInterval(tell, AGAIN);
    return () => clearInterval(again);
  }, [key, name]);
}
