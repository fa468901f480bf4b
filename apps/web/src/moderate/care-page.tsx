import { useState } from 'react';
import { useMutation } from 'urql';
import {
  AdmissionRequestsDocument,
  ChooseReadingDocument,
  EndColleagueAskDocument,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { AskColleagueDialog } from './ask-dialogs';
import { CareOfTeam } from './care-of-team';
import { useDeskPlaces } from './desk-places';
import { type CareDesk, type ColleagueAsk, type Theme, useCareDesk } from './use-care-desk';

const themes = ['SUICIDE', 'SELF_HARM', 'EATING', 'ABUSE', 'VIOLENCE', 'SUBSTANCE'] as const satisfies readonly Theme[];

/** /moderate/care: how one reads, whom one asked to talk, and, for supervisors, how much a shift asks and asked. */
export function CarePage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const { desk, failed, refetch } = useCareDesk(organisationId);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  return (
    <StaffPage title={t('care.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('care.title')}</PageTitle>
        <p className="lead quiet">{t('care.lead')}</p>
        {failed && <FailureNote offline={failed.offline} onRetry={refetch} />}
        {!desk && !failed && <Loading words={t('care.loading')} shapes={2} />}
        {desk && (
          <>
            <section className="stack-s" aria-labelledby="talk-title">
              <h2 id="talk-title">{t('care.talk.title')}</h2>
              <p className="quiet">{t('care.talk.text')}</p>
              <p className={said ? 'said' : 'sr'} role="status">
                {said}
              </p>
              <OpenAsks asks={desk.asks} colleagues={desk.colleagues} onEnded={refetch} />
              <p>
                <button type="button" className="btn" onClick={() => setAsking(true)}>
                  {t('care.talk')}
                </button>
              </p>
            </section>
            <Reading desk={desk} organisationId={organisationId} onChosen={refetch} />
            {chosen.position?.role === 'SUPERVISOR' && (
              <CareOfTeam desk={desk} organisationId={organisationId} onSet={refetch} />
            )}
          </>
        )}
      </div>
      {isAsking && desk && (
        <AskColleagueDialog
          wish={{ kind: 'TALK' }}
          organisationId={organisationId}
          colleagues={desk.colleagues}
          onClose={() => setAsking(false)}
          onAsked={(words) => {
            setAsking(false);
            setSaid(words);
            refetch();
          }}
        />
      )}
    </StaffPage>
  );
}

interface OpenAsksProps {
  asks: readonly ColleagueAsk[];
  colleagues: CareDesk['colleagues'];
  onEnded: () => void;
}

/** What was asked and is not over: both can say that it is. */
function OpenAsks({ asks, colleagues, onEnded }: OpenAsksProps) {
  const t = useText();
  const { when } = useDeskTimes();
  const [{ fetching }, end] = useMutation(EndColleagueAskDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const isColleague = (id: string | undefined) => colleagues.some((one) => one.id === id);
  const done = async (askId: string) => {
    if (fetching) return;
    setOutcome(outcomeOf(await end({ input: { askId } }), (data) => data.endColleagueAsk));
    onEnded();
  };
  if (asks.length === 0) return null;
  return (
    <>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <ul className="sheet">
        {asks.map((ask) => (
          <li key={ask.id} className="stack-s sheetline">
            <p>
              {isColleague(ask.asker?.id)
                ? t(`care.asks.${ask.kind}`, { name: ask.asker?.displayName ?? '' })
                : t(`care.askedOf.${ask.kind}`, { name: ask.asked?.displayName ?? '' })}{' '}
              <span className="meta">{when(ask.at)}</span>
            </p>
            {ask.words && <p className="asidereason">{ask.words}</p>}
            {ask.answer && <p>{t('care.says', { name: ask.asked?.displayName ?? '', words: ask.answer })}</p>}
            <p>
              <button type="button" className="btn btn--s btn--quiet" onClick={() => void done(ask.id)}>
                {t('care.end')}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ReadingProps {
  desk: CareDesk;
  organisationId: string;
  onChosen: () => void;
}

/** How somebody reads: covered until asked for, and what they would rather leave to a colleague. */
function Reading({ desk, organisationId, onChosen }: ReadingProps) {
  const t = useText();
  const [{ fetching }, choose] = useMutation(ChooseReadingDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const change = async (to: { covers?: boolean; avoids?: readonly Theme[] }) => {
    if (fetching) return;
    const input = { organisationId, covers: to.covers ?? desk.covers, avoids: [...(to.avoids ?? desk.avoids)] };
    setOutcome(outcomeOf(await choose({ input }), (data) => data.chooseReading));
    onChosen();
  };
  const toggled = (theme: Theme) =>
    desk.avoids.includes(theme) ? desk.avoids.filter((one) => one !== theme) : [...desk.avoids, theme];
  return (
    <section className="stack-s" aria-labelledby="reading-title">
      <h2 id="reading-title">{t('care.reading')}</h2>
      <label className="opt">
        <input
          type="checkbox"
          checked={desk.covers}
          onChange={(event) => void change({ covers: event.target.checked })}
        />
        <span>{t('care.covers')}</span>
        <small>{t('care.covers.text')}</small>
      </label>
      <fieldset>
        <legend className="label">{t('care.avoids')}</legend>
        <p className="quiet">{t('care.avoids.text')}</p>
        <div className="chips">
          {themes.map((theme) => (
            <button
              key={theme}
              type="button"
              className="chip"
              aria-pressed={desk.avoids.includes(theme)}
              onClick={() => void change({ avoids: toggled(theme) })}
            >
              {t(`care.theme.${theme}`)}
            </button>
          ))}
        </div>
      </fieldset>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <p className={outcome?.kind === 'done' ? 'said' : 'sr'} role="status">
        {outcome?.kind === 'done' ? t('care.saved') : ''}
      </p>
    </section>
  );
}
