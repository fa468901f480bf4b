import { type ReactNode, createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type Client, Provider } from 'urql';
import { SignOutDocument, ViewerDocument, type ViewerQuery } from '../generated/documents';
import { type Connection, connect } from '../graphql/client';
import { isOnline, onConnectionChange } from '../connection/online';
import { useQuery } from '../graphql/use-query';
import { currentLanguage, useLanguage } from '../language/language';
import { onSessionMayHaveEnded } from './session-ended';
import { wipeDrafts } from './wipe-device';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

export interface Session {
  /** Who is signed in; null: nobody; undefined: not known yet, or the server cannot be reached. */
  viewer: Viewer | null | undefined;
  /** The question who is signed in could not be answered. */
  failed: boolean;
  /** Somebody was signed in on this page and no longer is. */
  ended: boolean;
  /** Asks again who is signed in, without losing what is on screen. */
  refresh: () => void;
  /** After signing in or joining: starts with an empty cache as the new person. */
  startAnew: () => void;
  /** Signs out, forgets drafts and everything that was loaded. */
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in, and how to change that. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside SessionProvider');
  return session;
}

/** The signed-in person, inside `SignedIn`. */
export function useViewer(): Viewer {
  const { viewer } = useSession();
  if (!viewer) throw new Error('useViewer outside SignedIn');
  return viewer;
}

/** One client per session and language: nothing of one person is ever shown to the next. `first` is there before the first render. */
export function SessionProvider({ first, children }: { first: Connection; children: ReactNode }) {
  const language = useLanguage();
  const [connection, setConnection] = useState(first);
  const [session, setSession] = useState(0);
  if (connection.language !== language) setConnection(connect(language));
  useEffect(() => connection.close, [connection]);
  const startAnew = useCallback(() => {
    setConnection(connect(currentLanguage()));
    setSession((one) => one + 1);
  }, []);
  return (
    <Provider value={connection.client}>
      <ViewerKeeper key={session} startAnew={startAnew} signOutWith={connection.client}>
        {children}
      </ViewerKeeper>
    </Provider>
  );
}

interface KeeperProps {
  children: ReactNode;
  startAnew: () => void;
  signOutWith: Client;
}

function ViewerKeeper({ children, startAnew, signOutWith: client }: KeeperProps) {
  const [{ data, error, fetching }, ask] = useQuery({ query: ViewerDocument });
  const refresh = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const [wasSignedIn, setWasSignedIn] = useState(false);
  useEffect(() => onSessionMayHaveEnded(refresh), [refresh]);
  // A question that failed says nothing: who was known is known still, and what is on screen stays.
  const answered = error ? undefined : data?.viewer;
  const [known, setKnown] = useState(answered);
  if (answered !== undefined && answered !== known) setKnown(answered);
  const viewer = answered === undefined ? known : answered;
  if (viewer && !wasSignedIn) setWasSignedIn(true);
  const unanswered = error !== undefined && !fetching;
  useEffect(() => {
    if (!unanswered) return undefined;
    return onConnectionChange(() => isOnline() && refresh());
  }, [unanswered, refresh]);
  const signOut = useCallback(async () => {
    const answer = await client.mutation(SignOutDocument, {}).toPromise();
    if (answer.error) throw answer.error;
    wipeDrafts();
    startAnew();
  }, [client, startAnew]);
  const session = useMemo<Session>(
    () => ({
      viewer,
      failed: unanswered && viewer === undefined,
      ended: viewer === null && wasSignedIn,
      refresh,
      startAnew,
      signOut,
    }),
    [viewer, wasSignedIn, unanswered, refresh, startAnew, signOut],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}
