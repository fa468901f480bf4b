import { useText } from '../language/text';
import { PageTitle } from '../parts/page';
import { PromptLibrary } from '../staff/prompt-library';
import type { ChosenOrganisation, StaffOrganisation } from '../staff/use-organisation';
import { OrganisePage } from './organise-page';

/** /organise/prompts: the questions that moderators can ask above a reply box, and wording them. */
export function PromptsPage({ chosen, organisation }: { chosen: ChosenOrganisation; organisation: StaffOrganisation }) {
  const t = useText();
  return (
    <OrganisePage title={t('prompts.title')} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('prompts.title')}</PageTitle>
        <p className="lead quiet">{t('prompts.lead')}</p>
        <PromptLibrary organisationId={organisation.id} mayEdit />
      </div>
    </OrganisePage>
  );
}
