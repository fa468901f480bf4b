import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { InviteStaffDocument, OrganisationTeamDocument, type StaffRole } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { StaffInitials } from '../parts/drawing';
import { Field } from '../parts/field';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import type { ChosenOrganisation, StaffOrganisation } from '../staff/use-organisation';
import { CodeCard } from './code-card';
import { codeAddress } from './join-address';
import { OrganisePage } from './organise-page';

const roles = ['MODERATOR', 'SUPERVISOR', 'ORGANISER'] as const satisfies readonly StaffRole[];

/** /organise/team: who works for the organisation, and inviting somebody else. */
export function TeamPage({ chosen, organisation }: { chosen: ChosenOrganisation; organisation: StaffOrganisation }) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({ query: OrganisationTeamDocument, requestPolicy: 'cache-and-network' });
  const position = data?.viewer?.staffPositions.find(
    (one) => one.organisation.id === organisation.id && one.organisation.staff !== null,
  );
  const staff = position?.organisation.staff;
  return (
    <OrganisePage title={t('team.title')} chosen={chosen}>
      <div className="stack-s org__top">
        <div>
          <p className="meta">{organisation.name}</p>
          <PageTitle>{t('team.title')}</PageTitle>
        </div>
        <p className="lead quiet">{t('team.lead')}</p>
      </div>
      <div className="org__two">
        <section className="stack-s" aria-labelledby="team-title">
          <h2 id="team-title">{t('team.list')}</h2>
          {error && !data && (
            <Note icon="alert" live="alert">
              <p>
                <Say id="team.failed" />
              </p>
              <p>
                <button type="button" className="btn btn--s" onClick={() => ask({ requestPolicy: 'network-only' })}>
                  {t('failure.retry')}
                </button>
              </p>
            </Note>
          )}
          {!data && !error && <Loading words={t('team.loading')} />}
          {staff && (
            <ul className="sheet">
              {staff.map(({ id, displayName, role }) => (
                <li key={id} className="teamline">
                  <StaffInitials name={displayName} />
                  <p>
                    <b>{displayName}</b>
                    <span className="meta">{t(`staff.role.${role}`)}</span>
                  </p>
                </li>
              ))}
            </ul>
          )}
        </section>
        <InviteStaff organisationId={organisation.id} />
      </div>
    </OrganisePage>
  );
}

interface Made {
  readonly name: string;
  readonly code: string;
  readonly expiresAt: string;
}

function InviteStaff({ organisationId }: { organisationId: string }) {
  const t = useText();
  const moments = useMoments();
  const [made, setMade] = useState<Made>();
  return (
    <section className="stack-s" aria-labelledby="invite-staff-title">
      <h2 id="invite-staff-title">{t('team.invite')}</h2>
      {made ? (
        <div className="panel stack">
          <div role="status">
            <h3>{t('team.made', { name: made.name })}</h3>
            <p className="quiet">{t('team.made.once')}</p>
            <p className="meta">{t('team.valid', { when: moments.coming(made.expiresAt) })}</p>
          </div>
          <CodeCard code={made.code} url={codeAddress('/staff/join', made.code)} />
          <p>
            <button type="button" className="btn btn--quiet btn--s" onClick={() => setMade(undefined)}>
              {t('invite.done')}
            </button>
          </p>
        </div>
      ) : (
        <InviteStaffForm organisationId={organisationId} onMade={setMade} />
      )}
    </section>
  );
}

function InviteStaffForm({ organisationId, onMade }: { organisationId: string; onMade: (made: Made) => void }) {
  const t = useText();
  const [{ fetching }, invite] = useMutation(InviteStaffDocument);
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [role, setRole] = useState<StaffRole>('MODERATOR');
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    setTried(true);
    const displayName = name.trim();
    if (!displayName) return;
    setOutcome(undefined);
    const answer = await invite({ input: { clientKey, organisationId, displayName, role } });
    const result = outcomeOf(answer, (data) => data.inviteStaff);
    setOutcome(result);
    if (result.kind !== 'failed') setClientKey(crypto.randomUUID());
    if (result.kind === 'done') onMade({ name: displayName, code: result.done.code, expiresAt: result.done.expiresAt });
  };
  return (
    <form className="panel stack" noValidate onSubmit={(event) => void send(event)}>
      {problem && problem.field !== 'displayName' && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <Field
        label={t('team.name')}
        hint={t('team.name.hint')}
        problem={problemAt(problem, 'displayName') ?? (tried && !name.trim() ? t('team.name.required') : undefined)}
        value={name}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <RadioChoice
        legend={t('team.role')}
        name="role"
        values={roles}
        chosen={role}
        onChange={setRole}
        show={(one) => t(`staff.role.${one}`)}
        about={(one) => t(`team.role.${one}.text`)}
      />
      <button type="submit" className="btn btn--main" aria-disabled={fetching}>
        {t('team.do')}
      </button>
    </form>
  );
}
