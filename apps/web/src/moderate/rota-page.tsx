import { AdmissionRequestsDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { RotaBoard } from '../staff/rota-board';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';

/** /moderate/rota: who works when; supervisors plan it. */
export function RotaPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(data, organisationId, chosen.position?.role);
  return (
    <StaffPage title={t('rota.title')} places={places} chosen={chosen}>
      <RotaBoard organisationId={organisationId} />
    </StaffPage>
  );
}
