import { useText } from '../language/text';
import { PageTitle } from '../parts/page';
import { TemplateLibrary } from '../staff/template-library';
import type { ChosenOrganisation, StaffOrganisation } from '../staff/use-organisation';
import { OrganisePage } from './organise-page';

interface Props {
  chosen: ChosenOrganisation;
  organisation: StaffOrganisation;
}

/** /organise/templates: messages that moderators begin from, and wording them. */
export function TemplatesPage({ chosen, organisation }: Props) {
  const t = useText();
  return (
    <OrganisePage title={t('templates.title')} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('templates.title')}</PageTitle>
        <p className="lead quiet">{t('templates.lead')}</p>
        <TemplateLibrary organisationId={organisation.id} mayEdit />
      </div>
    </OrganisePage>
  );
}
