import { Link } from 'wouter';
import { type OverviewGroupPartsFragment, OrganiserOverviewDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { Icon, Ring } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import type { ChosenOrganisation, StaffOrganisation } from '../staff/use-organisation';
import { OrganisePage } from './organise-page';

/** /organise: the groups of an organisation, and the way to a new one. No member's words are anywhere here. */
export function OverviewPage({
  chosen,
  organisation,
}: {
  chosen: ChosenOrganisation;
  organisation: StaffOrganisation;
}) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({ query: OrganiserOverviewDocument, requestPolicy: 'cache-and-network' });
  const groups = data?.viewer?.staffPositions.find((one) => one.organisation.id === organisation.id)?.organisation
    .groups;
  return (
    <OrganisePage title={t('organise.title')} chosen={chosen}>
      <div className="org__head">
        <div>
          <p className="meta">{organisation.name}</p>
          <PageTitle>{t('organise.title')}</PageTitle>
        </div>
        <p>
          <Link className="btn btn--main" href="/organise/groups/new">
            <Icon name="pencil" size="s" />
            {t('organise.new')}
          </Link>
        </p>
      </div>
      <p className="lead quiet org__lead">{t('organise.lead')}</p>
      {error && !data && (
        <Note icon="alert" live="alert">
          <p>
            <Say id="organise.failed" />
          </p>
          <p>
            <button type="button" className="btn btn--s" onClick={() => ask({ requestPolicy: 'network-only' })}>
              {t('failure.retry')}
            </button>
          </p>
        </Note>
      )}
      {!groups && !error && <Loading words={t('organise.loading')} />}
      {groups?.length === 0 && (
        <div className="uptodate">
          <Ring />
          <p>
            <b>{t('organise.empty')}</b>
          </p>
          <p>{t('organise.empty.text')}</p>
        </div>
      )}
      {groups && groups.length > 0 && (
        <ul className="sheet">
          {groups.map((group) => (
            <GroupLine key={group.id} group={group} />
          ))}
        </ul>
      )}
    </OrganisePage>
  );
}

function GroupLine({ group }: { group: OverviewGroupPartsFragment }) {
  const t = useText();
  const requests = group.admissionRequests?.length ?? 0;
  return (
    <li className="groupline">
      <div>
        <h2>
          <Link href={`/organise/groups/${group.id}`}>{group.name}</Link>
        </h2>
        <p className="quiet">{group.description}</p>
        <p className="groupline__facts">
          <span className="tag">
            <Icon name="eye" />
            {t(`mode.${group.moderationMode}`)}
          </span>
          <DutyTag group={group} />
          {requests > 0 && (
            <span className="tag tag--act">
              <Icon name="people" />
              {t('organise.group.requests', { count: requests })}
            </span>
          )}
        </p>
      </div>
      <Icon name="next" />
    </li>
  );
}

/** Whether somebody reads along now, and if not, from when. */
export function DutyTag({ group }: { group: Pick<OverviewGroupPartsFragment, 'moderatorOnDuty' | 'nextDutyAt'> }) {
  const t = useText();
  const moments = useMoments();
  const words = () => {
    if (group.moderatorOnDuty) return t('organise.group.duty');
    if (group.nextDutyAt) return t('organise.group.noDuty.until', { when: moments.coming(group.nextDutyAt) });
    return t('organise.group.noDuty');
  };
  return (
    <span className="tag">
      <Icon name="clock" />
      {words()}
    </span>
  );
}
