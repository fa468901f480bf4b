import { useState } from 'react';
import { Link } from 'wouter';
import { isOnline } from '../connection/online';
import { OrganiserGroupDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { Say, useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { Words } from '../parts/words';
import { AdmissionRequests } from '../staff/admission-requests';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { DutyChoice } from './duty-choice';
import { Invitations } from './invitations';
import { NightChoice } from './night-choice';
import { OrganisePage } from './organise-page';
import type { OrganiserGroup } from './organiser-types';
import { DutyTag } from './overview-page';
import { SafetyChoices } from './safety-choices';

const wasJustCreated = (): boolean => {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'created' in state;
};

/** /organise/groups/:id: who waits at the door, invitations, the charter. */
export function GroupPage({ id, chosen }: { id: string; chosen: ChosenOrganisation }) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({
    query: OrganiserGroupDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const [isNew] = useState(wasJustCreated);
  const refetch = () => ask({ requestPolicy: 'network-only' });
  const group = data?.group;
  if (!data) {
    return (
      <OrganisePage title={t('organise.title')} chosen={chosen}>
        {error ? <FailureNote offline={!isOnline()} onRetry={refetch} /> : <Loading words={t('organise.loading')} />}
      </OrganisePage>
    );
  }
  if (!group) {
    return (
      <OrganisePage title={t('organise.group.gone')} chosen={chosen}>
        <div className="col stack">
          <PageTitle>{t('organise.group.gone')}</PageTitle>
          <p className="lead quiet">{t('organise.group.gone.text')}</p>
          <p>
            <Link className="btn" href="/organise">
              {t('organise.group.toOverview')}
            </Link>
          </p>
        </div>
      </OrganisePage>
    );
  }
  return (
    <OrganisePage title={group.name} chosen={chosen}>
      <GroupHead group={group} />
      {isNew && (
        <div className="org__new">
          <Note icon="check" kind="info" live="status">
            <p>
              <Say id="organise.group.created" />
            </p>
          </Note>
        </div>
      )}
      <div className="org__two">
        <div className="stack-l">
          <Requests group={group} onDecided={refetch} />
          <Invitations group={group} onChanged={refetch} />
        </div>
        <div className="stack-l">
          <section className="panel stack-s org__charter" aria-labelledby="charter-title">
            <h2 id="charter-title">{t('organise.group.charter')}</h2>
            <p className="meta">{t('organise.group.charter.version', { version: group.charter.version })}</p>
            <div className="stack-s org__rules">
              <Words text={group.charter.text} />
            </div>
          </section>
          <DutyChoice key={`duty:${group.id}`} groupId={group.id} offDuty={group.offDuty} />
          <NightChoice key={`night:${group.id}`} groupId={group.id} night={group.night} />
          {group.safety && <SafetyChoices key={group.id} groupId={group.id} safety={group.safety} />}
        </div>
      </div>
    </OrganisePage>
  );
}

function GroupHead({ group }: { group: OrganiserGroup }) {
  const t = useText();
  return (
    <div className="stack-s org__top">
      <div>
        <p className="meta">{group.organisationName}</p>
        <PageTitle>{group.name}</PageTitle>
      </div>
      <p className="lead quiet">{group.description}</p>
      <p className="groupline__facts">
        <span className="tag">
          <Icon name="eye" />
          {t(`mode.${group.moderationMode}`)}
        </span>
        <DutyTag group={group} />
        <span className="tag">
          <Icon name="people" />
          {group.moderators.length > 0
            ? t('organise.group.moderators', { names: group.moderators.join(', ') })
            : t('organise.group.noModerators')}
        </span>
      </p>
    </div>
  );
}

function Requests({ group, onDecided }: { group: OrganiserGroup; onDecided: () => void }) {
  const t = useText();
  const [said, setSaid] = useState('');
  const requests = group.admissionRequests ?? [];
  return (
    <section className="stack-s" aria-labelledby="requests-title">
      <h2 id="requests-title">{t('admissions.title')}</h2>
      {requests.length === 0 && !said && <p className="quiet">{t('admissions.empty')}</p>}
      <p className={said ? 'said' : 'sr'} role="status">
        {said}
      </p>
      {requests.length > 0 && (
        <AdmissionRequests
          requests={requests}
          onDecided={(words) => {
            setSaid(words);
            onDecided();
          }}
        />
      )}
    </section>
  );
}
