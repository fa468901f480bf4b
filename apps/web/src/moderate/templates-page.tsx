import { AdmissionRequestsDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { PageTitle } from '../parts/page';
import { StaffPage } from '../staff/staff-page';
import { TemplateLibrary } from '../staff/template-library';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';

/** /moderate/templates: messages that are ready but for their blanks. Supervisors word them. */
export function TemplatesPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data }] = useQuery({ query: AdmissionRequestsDocument });
  const role = chosen.position?.role;
  const places = useDeskPlaces(data, organisationId, role);
  return (
    <StaffPage title={t('templates.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('templates.title')}</PageTitle>
        <p className="lead quiet">{t('templates.lead')}</p>
        <TemplateLibrary organisationId={organisationId} mayEdit={role === 'SUPERVISOR'} />
      </div>
    </StaffPage>
  );
}
