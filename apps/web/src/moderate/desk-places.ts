import type { AdmissionRequestsQuery } from '../generated/staff-documents';
import { useText } from '../language/text';
import type { StaffPlace } from '../staff/staff-place';
import type { StaffRole } from '../staff/use-organisation';
import { useBlindDesk } from './use-blind-desk';

/** How many people wait to be let into a group of one organisation. */
export function waitingIn(data: AdmissionRequestsQuery | undefined, organisationId: string): number {
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  return (position?.organisation.groups ?? []).reduce((sum, group) => sum + (group.admissionRequests?.length ?? 0), 0);
}

/** The places of the desk: the queue, the people who wait at the door, conversations apart (`asides`: how many wait) and more. */
export function useDeskPlaces(
  data: AdmissionRequestsQuery | undefined,
  organisationId: string,
  role: StaffRole | undefined,
  asides?: number,
): StaffPlace[] {
  const t = useText();
  const count = waitingIn(data, organisationId);
  const blind = (useBlindDesk(organisationId).desk?.waiting ?? []).filter(({ isTaken }) => !isTaken).length;
  return [
    { href: '/moderate', label: t('staff.nav.queue') },
    {
      href: '/moderate/admissions',
      label: t('staff.nav.admissions'),
      waiting: { count, words: t('staff.nav.admissions.count', { count }) },
    },
    {
      href: '/moderate/asides',
      label: t('staff.nav.asides'),
      owns: (path: string) => path.startsWith('/moderate/asides/'),
      ...(asides === undefined
        ? {}
        : { waiting: { count: asides, words: t('staff.nav.asides.count', { count: asides }) } }),
    },
    { href: '/moderate/watching', label: t('staff.nav.watching') },
    {
      href: '/moderate/second-readings',
      label: t('staff.nav.blind'),
      waiting: { count: blind, words: t('staff.nav.blind.count', { count: blind }) },
    },
    { href: '/moderate/prompts', label: t('staff.nav.prompts'), isInMenu: true },
    { href: '/moderate/templates', label: t('staff.nav.templates'), isInMenu: true },
    { href: '/moderate/guidelines', label: t('staff.nav.guidelines'), isInMenu: true },
    {
      href: '/moderate/practice',
      label: t('staff.nav.practice'),
      isInMenu: true,
      owns: (path: string) => path.startsWith('/moderate/practice/'),
    },
    { href: '/moderate/hand-over', label: t('staff.nav.handOver') },
    { href: '/moderate/rota', label: t('staff.nav.rota') },
    { href: '/moderate/care', label: t('staff.nav.care'), isInMenu: true },
    ...(role === 'SUPERVISOR'
      ? [
          { href: '/moderate/figures', label: t('staff.nav.figures'), isInMenu: true },
          { href: '/moderate/learning', label: t('staff.nav.learning'), isInMenu: true },
          { href: '/moderate/quality', label: t('staff.nav.quality'), isInMenu: true },
        ]
      : []),
  ];
}
