import { useText } from '../language/text';
import { RotaBoard } from '../staff/rota-board';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { OrganisePage } from './organise-page';

/** /organise/rota: who works when, for organisers. */
export function RotaPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  return (
    <OrganisePage title={t('rota.title')} chosen={chosen}>
      <RotaBoard organisationId={organisationId} />
    </OrganisePage>
  );
}
