import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { isOnline } from '../connection/online';
import { OrganisationRotaDocument, RemoveRotaShiftDocument, SetOnCallDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { ShiftForm } from './shift-form';
import { type RotaOrganisation, useRotaWords } from './rota-words';
import type { StaffRole } from './use-organisation';

const leads: readonly StaffRole[] = ['ORGANISER', 'SUPERVISOR'];

/** Who works when: who is there now, who is on call, the rota; with the means to plan for organisers and supervisors. */
export function RotaBoard({ organisationId }: { organisationId: string }) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({ query: OrganisationRotaDocument, requestPolicy: 'cache-and-network' });
  const refetch = () => ask({ requestPolicy: 'network-only' });
  const positions = (data?.viewer?.staffPositions ?? []).filter(
    ({ organisation }) => organisation.id === organisationId,
  );
  const organisation = positions[0]?.organisation;
  const mayPlan = positions.some(({ role }) => leads.includes(role));
  return (
    <div className="stack">
      <PageTitle>{t('rota.title')}</PageTitle>
      <p className="lead quiet">{t('rota.lead', { zone: organisation?.timeZone ?? 'Europe/Brussels' })}</p>
      {error && !data && <FailureNote offline={!isOnline()} onRetry={refetch} />}
      {!data && !error && <Loading words={t('rota.loading')} shapes={2} />}
      {organisation && (
        <div className="org__two">
          <div className="stack-l">
            <Present organisation={organisation} />
            <Shifts organisation={organisation} mayPlan={mayPlan} onChanged={refetch} />
          </div>
          <div className="stack-l">
            <OnCall organisation={organisation} mayPlan={mayPlan} onChanged={refetch} />
            {mayPlan && <ShiftForm organisation={organisation} onAdded={refetch} />}
          </div>
        </div>
      )}
    </div>
  );
}

function Present({ organisation }: { organisation: RotaOrganisation }) {
  const t = useText();
  const moments = useMoments();
  const words = useRotaWords(organisation.groups);
  const duties = organisation.duties ?? [];
  return (
    <section className="stack-s" aria-labelledby="present-title">
      <h2 id="present-title">{t('rota.present')}</h2>
      {duties.length === 0 && <p className="quiet">{t('rota.present.none')}</p>}
      {duties.length > 0 && (
        <ul className="sheet">
          {duties.map((duty) => (
            <li key={duty.id} className="shiftline">
              <p>
                <b>{duty.by.displayName}</b>
                <span className="meta">
                  {t('rota.present.since', {
                    since: moments.past(duty.startedAt),
                    groups: words.groups(duty.groupIds),
                  })}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ChangeProps {
  organisation: RotaOrganisation;
  mayPlan: boolean;
  onChanged: () => void;
}

function Shifts({ organisation, mayPlan, onChanged }: ChangeProps) {
  const t = useText();
  const words = useRotaWords(organisation.groups);
  const [{ fetching }, remove] = useMutation(RemoveRotaShiftDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const shifts = organisation.rota ?? [];
  const takeOff = async (id: string) => {
    if (fetching) return;
    const result = outcomeOf(await remove({ input: { id } }), (data) => data.removeRotaShift);
    setOutcome(result);
    if (result.kind === 'done') onChanged();
  };
  return (
    <section className="stack-s" aria-labelledby="rota-title">
      <h2 id="rota-title">{t('rota.shifts')}</h2>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      {shifts.length === 0 && <p className="quiet">{t('rota.shifts.none')}</p>}
      {shifts.length > 0 && (
        <ul className="sheet">
          {shifts.map((shift) => {
            const what = `${words.days(shift)}, ${words.times(shift)}`;
            return (
              <li key={shift.id} className="shiftline">
                <p>
                  <b>{words.list(shift.people.map(({ displayName }) => displayName))}</b>
                  <span>{what}</span>
                  <span className="meta">{words.groups(shift.groupIds)}</span>
                </p>
                {mayPlan && (
                  <button
                    type="button"
                    className="btn btn--s btn--quiet"
                    aria-disabled={fetching}
                    aria-label={t('rota.shift.remove.of', { what })}
                    onClick={() => void takeOff(shift.id)}
                  >
                    {t('rota.shift.remove')}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function OnCall({ organisation, mayPlan, onChanged }: ChangeProps) {
  const t = useText();
  const selectId = useId();
  const [{ fetching }, set] = useMutation(SetOnCallDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [chosen, setChosen] = useState(organisation.onCall?.id ?? '');
  const isSaved = outcome?.kind === 'done';
  const save = async () => {
    if (fetching) return;
    const input = { organisationId: organisation.id, staffId: chosen || null };
    const result = outcomeOf(await set({ input }), (data) => data.setOnCall);
    setOutcome(result);
    if (result.kind === 'done') onChanged();
  };
  return (
    <section className="panel stack-s" aria-labelledby="on-call-title">
      <h2 id="on-call-title">{t('rota.onCall')}</h2>
      <p className="meta">{t('rota.onCall.text')}</p>
      {!mayPlan && <p>{organisation.onCall?.displayName ?? t('rota.onCall.nobody')}</p>}
      {mayPlan && (
        <form
          className="stack-s"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
          {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
          <div className="field">
            <label className="label" htmlFor={selectId}>
              {t('rota.onCall.who')}
            </label>
            <select id={selectId} className="select" value={chosen} onChange={(event) => setChosen(event.target.value)}>
              <option value="">{t('rota.onCall.nobody')}</option>
              {(organisation.team ?? []).map(({ id, displayName }) => (
                <option key={id} value={id}>
                  {displayName}
                </option>
              ))}
            </select>
          </div>
          <p className="row">
            <button type="submit" className="btn btn--s" aria-disabled={fetching}>
              {t('rota.onCall.save')}
            </button>
            <span className={isSaved ? 'said' : 'sr'} role="status">
              {isSaved ? t('rota.saved') : ''}
            </span>
          </p>
        </form>
      )}
    </section>
  );
}
