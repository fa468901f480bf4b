import { AdmissionRequestsDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { PageTitle } from '../parts/page';
import { PromptLibrary } from '../staff/prompt-library';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';

/** /moderate/prompts: the questions that moderators can ask above a reply box. Supervisors word them. */
export function PromptsPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data }] = useQuery({ query: AdmissionRequestsDocument });
  const role = chosen.position?.role;
  const places = useDeskPlaces(data, organisationId, role);
  return (
    <StaffPage title={t('prompts.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('prompts.title')}</PageTitle>
        <p className="lead quiet">{t('prompts.lead')}</p>
        <PromptLibrary organisationId={organisationId} mayEdit={role === 'SUPERVISOR'} />
      </div>
    </StaffPage>
  );
}
