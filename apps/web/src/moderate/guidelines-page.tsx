import { useState } from 'react';
import { useMutation } from 'urql';
import { isOnline } from '../connection/online';
import {
  AdmissionRequestsDocument,
  type GuidelinePartsFragment,
  KeepGuidelineDocument,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { type Language, languageNames, languages, useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { GuidelineForm } from './guideline-form';
import { type GuidelineText, GuidelineWords } from '../staff/guideline-words';
import { StaffPage } from '../staff/staff-page';
import { useDeskTimes } from '../staff/desk-times';
import { useGuidelines } from '../staff/use-guidelines';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';

/** /moderate/guidelines: what helps, by topic. Supervisors word it for their organisation; each wording is kept. */
export function GuidelinesPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data }] = useQuery({ query: AdmissionRequestsDocument });
  const role = chosen.position?.role;
  const places = useDeskPlaces(data, organisationId, role);
  return (
    <StaffPage title={t('guidelines.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('guidelines.title')}</PageTitle>
        <p className="lead quiet">{t('guidelines.lead')}</p>
        <Guidelines organisationId={organisationId} mayEdit={role === 'SUPERVISOR'} />
      </div>
    </StaffPage>
  );
}

function Guidelines({ organisationId, mayEdit }: { organisationId: string; mayEdit: boolean }) {
  const t = useText();
  const mine = useLanguage();
  const [language, setLanguage] = useState<Language>(mine);
  const { guidelines, failed, ask } = useGuidelines(organisationId, language);
  const [editing, setEditing] = useState<string>();
  const [said, setSaid] = useState('');
  const [outcome, setOutcome] = useState<Outcome<GuidelinePartsFragment>>();
  const [{ fetching }, keep] = useMutation(KeepGuidelineDocument);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;

  async function save({ topic, version }: GuidelinePartsFragment, words: GuidelineText | null): Promise<void> {
    if (fetching) return;
    const input = { clientKey: crypto.randomUUID(), organisationId, topic, language, version, words };
    const result = outcomeOf(await keep({ input }), (answer) => answer.keepGuideline);
    setOutcome(result);
    setSaid(result.kind === 'done' ? t('prompts.saved') : '');
    if (result.kind === 'done') setEditing(undefined);
    ask();
  }

  if (failed) return <FailureNote offline={!isOnline()} onRetry={ask} />;
  return (
    <div className="stack">
      <div className="chips" role="group" aria-label={t('templates.language')}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            className="chip"
            aria-pressed={one === language}
            onClick={() => {
              setLanguage(one);
              setEditing(undefined);
            }}
          >
            {languageNames[one]}
          </button>
        ))}
      </div>
      <p className={said ? 'said' : 'sr'} role="status">
        {said}
      </p>
      {problem && !problem.field && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      {!guidelines && <Loading words={t('guidelines.loading')} shapes={3} />}
      <ul className="sheet">
        {(guidelines ?? []).map((one) => (
          <li key={one.topic} className="sheetline" lang={language}>
            <details className="disclose" open={editing === one.topic || undefined}>
              <summary>
                <Icon name="next" />
                {one.title}
                {!one.isShipped && <span className="tag">{t('prompts.own')}</span>}
              </summary>
              {editing === one.topic ? (
                <GuidelineForm
                  guideline={one}
                  busy={fetching}
                  problem={problem}
                  onSave={(words) => void save(one, words)}
                  onCancel={() => setEditing(undefined)}
                />
              ) : (
                <div className="stack-s">
                  <GuidelineWords words={one} />
                  {mayEdit && (
                    <p className="row">
                      <button
                        type="button"
                        className="btn btn--s"
                        onClick={() => {
                          setOutcome(undefined);
                          setEditing(one.topic);
                        }}
                      >
                        {t('prompts.edit')}
                        <span className="sr"> {one.title}</span>
                      </button>
                      {!one.isShipped && (
                        <button type="button" className="btn btn--s btn--quiet" onClick={() => void save(one, null)}>
                          {t('guidelines.back')}
                          <span className="sr"> {one.title}</span>
                        </button>
                      )}
                    </p>
                  )}
                  <Wordings guideline={one} />
                </div>
              )}
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How the organisation worded it before, newest first. */
function Wordings({ guideline }: { guideline: GuidelinePartsFragment }) {
  const t = useText();
  const { moments } = useDeskTimes();
  if (guideline.history.length === 0) return null;
  return (
    <details className="disclose">
      <summary>
        <Icon name="next" />
        {t('guidelines.history', { count: guideline.history.length })}
      </summary>
      <ol className="stack-s decisions">
        {guideline.history.map(({ version, words, by, at }) => (
          <li key={version}>
            <p className="meta">
              {t(words ? 'guidelines.byUs' : 'guidelines.wentBack', {
                name: by?.displayName ?? '',
                when: moments.past(at),
              })}
            </p>
            {words && <GuidelineWords words={words} />}
          </li>
        ))}
      </ol>
    </details>
  );
}
