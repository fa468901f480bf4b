import type { ReactNode } from 'react';
import { useText } from '../language/text';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';

interface Props {
  title: string;
  chosen: ChosenOrganisation;
  children: ReactNode;
}

/** The frame of the organiser's pages. */
export function OrganisePage({ title, chosen, children }: Props) {
  const t = useText();
  const places = [
    { href: '/organise', label: t('staff.nav.groups'), owns: (path: string) => path.startsWith('/organise/groups') },
    { href: '/organise/rota', label: t('staff.nav.rota') },
    { href: '/organise/team', label: t('staff.nav.team') },
    { href: '/organise/prompts', label: t('staff.nav.prompts') },
    { href: '/organise/templates', label: t('staff.nav.templates') },
  ];
  return (
    <StaffPage title={title} places={places} chosen={chosen}>
      {children}
    </StaffPage>
  );
}
