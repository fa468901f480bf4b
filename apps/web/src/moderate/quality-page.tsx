import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { isOnline } from '../connection/online';
import {
  AdmissionRequestsDocument,
  type AgreementPartsFragment,
  ChooseBlindShareDocument,
  OrganisationQualityDocument,
  type QualityPartsFragment,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { NotFound } from '../public/not-found';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';

const periods = [4, 12, 52] as const;
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** /moderate/quality: how much two people agree and how often a decision is taken back. Supervisors only; never of a person. */
export function QualityPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [weeks, setWeeks] = useState<number>(12);
  const [groupId, setGroupId] = useState('');
  const variables = { organisationId, weeks, groupId: groupId || null };
  const [{ data, error }, ask] = useQuery({ query: OrganisationQualityDocument, variables, requestPolicy: 'cache-and-network' }); // prettier-ignore
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const quality = data?.quality;
  if (quality === null) return <NotFound />;
  return (
    <StaffPage title={t('quality.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('quality.title')}</PageTitle>
        <p className="lead quiet">{t('quality.lead')}</p>
        {error && !data && <FailureNote offline={!isOnline()} onRetry={() => ask({ requestPolicy: 'network-only' })} />}
        <div className="row">
          <label className="field">
            <span className="label">{t('quality.period')}</span>
            <select className="select" value={weeks} onChange={(event) => setWeeks(Number(event.target.value))}>
              {periods.map((one) => (
                <option key={one} value={one}>
                  {t('quality.weeks', { weeks: one })}
                </option>
              ))}
            </select>
          </label>
          {((quality?.groups.length ?? 0) > 0 || groupId !== '') && (
            <label className="field">
              <span className="label">{t('quality.group')}</span>
              <select className="select" value={groupId} onChange={(event) => setGroupId(event.target.value)}>
                <option value="">{t('quality.group.all')}</option>
                {quality?.groups.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        {!quality && !error && <Loading words={t('quality.loading')} shapes={2} />}
        {quality && (
          <>
            <AgreementPanel name="kind" figures={quality.kind} quality={quality} />
            <AgreementPanel name="severity" figures={quality.severity} quality={quality} />
            <TakenBack quality={quality} />
            <Share key={quality.percent} organisationId={organisationId} percent={quality.percent} />
          </>
        )}
      </div>
    </StaffPage>
  );
}

interface AgreementProps {
  name: 'kind' | 'severity';
  figures: AgreementPartsFragment;
  quality: QualityPartsFragment;
}

/** One figure of agreement with its interval drawn, and all of it in a table. */
function AgreementPanel({ name, figures, quality: { pairs, neededPairs } }: AgreementProps) {
  const t = useText();
  const { kappa, least, most, refusal, alike, different } = figures;
  const rows = [
    [t('quality.pairs'), pairs],
    [t('quality.alike'), alike],
    [t('quality.different'), different],
  ] as const;
  return (
    <section className="panel stack-s" aria-labelledby={`quality-${name}`}>
      <h2 id={`quality-${name}`}>{t(`quality.${name}`)}</h2>
      <p className="quiet">{t(`quality.${name}.lead`)}</p>
      {kappa !== null && least !== null && most !== null ? (
        <>
          <Interval kappa={kappa} least={least} most={most} />
          <p>
            {t('quality.kappa', { kappa: rounded(kappa), least: rounded(least), most: rounded(most) })}{' '}
            <span className="quiet">{t('quality.kappa.read')}</span>
          </p>
        </>
      ) : (
        <p>{t(refusal === 'ALL_THE_SAME' ? 'quality.same' : 'quality.few', { needed: neededPairs })}</p>
      )}
      <Figures rows={rows} />
    </section>
  );
}

/** Where agreement lies between chance and always, and how wide that is known. What it says stands in words below it. */
function Interval({ kappa, least, most }: { kappa: number; least: number; most: number }) {
  const at = (value: number): number => 10 + ((value + 1) / 2) * 300;
  return (
    <svg className="interval" viewBox="0 0 320 24" aria-hidden="true" focusable="false">
      <line x1={at(-1)} x2={at(1)} y1="12" y2="12" stroke="currentColor" strokeOpacity="0.3" />
      <line x1={at(0)} x2={at(0)} y1="4" y2="20" stroke="currentColor" strokeOpacity="0.5" />
      <line x1={at(least)} x2={at(most)} y1="12" y2="12" stroke="currentColor" strokeWidth="4" />
      <circle cx={at(kappa)} cy="12" r="6" fill="currentColor" />
    </svg>
  );
}

function TakenBack({ quality: { answered, overturned } }: { quality: QualityPartsFragment }) {
  const t = useText();
  return (
    <section className="panel stack-s" aria-labelledby="quality-overturned">
      <h2 id="quality-overturned">{t('quality.overturned')}</h2>
      <p className="quiet">{t('quality.overturned.lead')}</p>
      <Figures
        rows={[
          [t('figures.answered'), answered],
          [t('figures.overturned'), overturned],
        ]}
      />
    </section>
  );
}

function Figures({ rows }: { rows: readonly (readonly [name: string, value: number | null])[] }) {
  const t = useText();
  return (
    <table className="figures">
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value ?? <span className="quiet">{t('quality.untold')}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many of a hundred decisions are read again. */
function Share({ organisationId, percent }: { organisationId: string; percent: number }) {
  const t = useText();
  const [value, setValue] = useState(String(percent));
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching }, choose] = useMutation(ChooseBlindShareDocument);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (fetching) return;
    const wanted = /^\d{1,3}$/.test(value.trim()) ? Number(value) : -1;
    const answer = await choose({ input: { organisationId, percent: wanted } });
    setOutcome(outcomeOf(answer, (data) => data.chooseBlindShare));
  }
  return (
    <form className="panel stack" noValidate onSubmit={(event) => void save(event)}>
      {problem && !problem.field && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <Field
        label={t('quality.share')}
        hint={t('quality.share.hint')}
        inputMode="numeric"
        maxLength={3}
        value={value}
        problem={problemAt(problem, 'percent')}
        onChange={(event) => setValue(event.target.value)}
      />
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching}>
          {t('quality.save')}
        </button>
        <span className={outcome?.kind === 'done' ? 'said' : 'sr'} role="status">
          {outcome?.kind === 'done' ? t('quality.saved') : ''}
        </span>
      </p>
    </form>
  );
}
