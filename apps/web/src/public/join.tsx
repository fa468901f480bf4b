import { type FormEvent, useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { InvitationDocument } from '../generated/documents';
import { isOutOfReach } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { Loading } from '../parts/loading';
import { Page, PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { LanguageChoice } from '../parts/settings-choice';
import { InvitationAbout } from './invitation-about';
import { JoinForm } from './join-form';
import { Joined, type JoinedGroup } from './joined';

/** The code out of the address. It belongs behind the #, which no server ever sees; a code in the path is moved there. */
function useCode(): [string, (code: string) => void] {
  const { code: inPath } = useParams<{ code?: string }>();
  const [, go] = useLocation();
  const [code, setCode] = useState(() => inPath ?? decodeURIComponent(location.hash.slice(1)));
  useEffect(() => {
    if (inPath) go(`/join#${encodeURIComponent(inPath)}`, { replace: true });
    const changed = () => setCode(decodeURIComponent(location.hash.slice(1)));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, [inPath, go]);
  return [
    code,
    (next) => {
      setCode(next);
      history.replaceState(null, '', `/join#${encodeURIComponent(next)}`);
    },
  ];
}

/** Joining: first who runs the group and what the agreements are, then a name, then a way back in. */
export default function Join() {
  const t = useText();
  const [code, setCode] = useCode();
  const [joined, setJoined] = useState<JoinedGroup>();
  const [{ data, fetching, error }, ask] = useQuery({
    query: InvitationDocument,
    variables: { code },
    pause: code === '' || joined !== undefined,
    requestPolicy: 'cache-and-network',
  });
  const invitation = data?.invitation;

  if (joined) return <Joined joined={joined} />;
  if (code !== '' && invitation) {
    return (
      <Page title={t('join.title')}>
        <div className="two two--even joinpage">
          <div className="stack">
            <InvitationAbout invitation={invitation} />
            <LanguageChoice />
          </div>
          <JoinForm
            code={code}
            invitation={invitation}
            onJoined={setJoined}
            onCharterChanged={() => ask({ requestPolicy: 'network-only' })}
          />
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('join.title')}>
      <div className="col narrow stack">
        <PageTitle>{t('join.title')}</PageTitle>
        {code !== '' && fetching ? (
          <Loading words={t('loading.page')} />
        ) : (
          <>
            <p className="lead">{t('join.lead')}</p>
            {code !== '' && error && (
              <FailureNote offline={isOutOfReach(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
            )}
            <CodeForm
              key={code}
              first={code}
              problem={code !== '' && data && !invitation ? t('join.unusable') : undefined}
              onCode={setCode}
            />
            <LanguageChoice />
          </>
        )}
      </div>
    </Page>
  );
}

interface CodeProps {
  first: string;
  problem: string | undefined;
  onCode: (code: string) => void;
}

function CodeForm({ first, problem, onCode }: CodeProps) {
  const t = useText();
  const [code, setCode] = useState(first);
  function submit(event: FormEvent) {
    event.preventDefault();
    // Somebody may paste the whole link.
    const pasted = code.trim().replace(/^.*[/#]/u, '');
    if (pasted) onCode(pasted);
  }
  return (
    <form className="panel stack" onSubmit={submit}>
      <Field
        label={t('join.code')}
        hint={t('join.codeHint')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
        problem={problem}
      />
      <button type="submit" className="btn btn--main btn--wide">
        {t('join.look')}
      </button>
    </form>
  );
}
