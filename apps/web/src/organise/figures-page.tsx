import { useText } from '../language/text';
import { FiguresBoard } from '../staff/figures-board';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { OrganisePage } from './organise-page';

/** /organise/figures: how threads went after steering, for organisers. */
export function FiguresPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  return (
    <OrganisePage title={t('effect.title')} chosen={chosen}>
      <FiguresBoard organisationId={organisationId} />
    </OrganisePage>
  );
}
