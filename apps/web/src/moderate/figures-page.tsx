import { AdmissionRequestsDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { NotFound } from '../public/not-found';
import { FiguresBoard } from '../staff/figures-board';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';

/** /moderate/figures: how threads went after steering, for supervisors. */
export function FiguresPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  if (chosen.position && chosen.position.role !== 'SUPERVISOR') return <NotFound />;
  return (
    <StaffPage title={t('effect.title')} places={places} chosen={chosen}>
      <FiguresBoard organisationId={organisationId} />
    </StaffPage>
  );
}
