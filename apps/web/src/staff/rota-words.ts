import type { OrganisationRotaQuery, RotaShiftPartsFragment } from '../generated/staff-documents';
import { locales, useLanguage } from '../language/language';
import { useText } from '../language/text';

/** An organisation with its rota, as a page that shows it asks for it. */
export type RotaOrganisation = NonNullable<OrganisationRotaQuery['viewer']>['staffPositions'][number]['organisation'];

/** The days of a week as people read them, Monday first; 0 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** A Sunday, from which the names of days are taken. */
const sunday = Date.UTC(2026, 10, 29);
const day = 86_400_000;

/** The names of days and groups, and the time of a shift in words. */
export function useRotaWords(groups: readonly { readonly id: string; readonly name: string }[]) {
  const t = useText();
  const locale = locales[useLanguage()];
  const list = (words: readonly string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
  const weekday = (index: number): string =>
    new Date(sunday + index * day).toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' });
  const date = (on: string): string =>
    new Date(`${on}T00:00:00Z`).toLocaleDateString(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    });
  return {
    weekday,
    list,
    groups: (ids: readonly string[]): string =>
      ids.length === 0
        ? t('rota.groups.all')
        : list(ids.map((id) => groups.find((group) => group.id === id)?.name ?? t('rota.groups.gone'))),
    days({ weekdays: on, startsOn, endsOn }: RotaShiftPartsFragment): string {
      if (startsOn !== null && startsOn === endsOn) return date(startsOn);
      if (on.length === 7) return t('rota.days.each');
      return list(weekdays.filter((index) => on.includes(index)).map((index) => weekday(index)));
    },
    times: ({ from, to }: RotaShiftPartsFragment): string =>
      t(to > from ? 'rota.times' : 'rota.times.night', { from, to }),
  };
}
