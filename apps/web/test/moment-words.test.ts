import { IntlMessageFormat } from 'intl-messageformat';
import { daysBetween, momentsIn } from '../src/language/moment-words';
import type { Text } from '../src/language/text';
import dutch from '../src/messages/nl/shared.json';
import french from '../src/messages/fr/shared.json';

const say =
  (messages: Record<string, string>, locale: string): Text =>
  (id, values) =>
    String(new IntlMessageFormat(messages[id] ?? id, locale).format(values));

// A Monday; local times, so that the test says the same in every time zone.
const now = new Date(2026, 10, 23, 20, 0);
const at = (day: number, hour: number, minute = 0, month = 10, year = 2026) =>
  new Date(year, month, day, hour, minute).toISOString();

describe('moments in Dutch', () => {
  const moments = momentsIn(say(dutch, 'nl-BE'), 'nl-BE', now);

  it.each([
    [new Date(now.getTime() - 30_000).toISOString(), 'daarnet'],
    [at(23, 16), 'vandaag om 16\u00a0u'],
    [at(22, 19, 40), 'gisteren om 19.40\u00a0u'],
    [at(19, 9, 5), 'donderdag om 9.05\u00a0u'],
    [at(3, 9, 0), '3 november om 9\u00a0u'],
    [at(3, 9, 0, 10, 2025), '3 november 2025 om 9\u00a0u'],
  ])('%s was %s', (moment, words) => {
    expect(moments.past(moment)).toBe(words);
  });

  it.each([
    [at(23, 20, 32), 'om 20.32\u00a0u'],
    [at(24, 9), 'morgen om 9\u00a0u'],
    [at(27, 9), 'vrijdag om 9\u00a0u'],
  ])('%s is %s', (moment, words) => {
    expect(moments.coming(moment)).toBe(words);
  });
});

it('says the same in French', () => {
  expect(momentsIn(say(french, 'fr-BE'), 'fr-BE', now).past(at(22, 19, 40))).toBe('hier à 19\u00a0h\u00a040');
});

it('counts days by the calendar, also over the change of the clock', () => {
  expect(daysBetween(new Date(2026, 9, 26, 0, 30), new Date(2026, 9, 24, 23, 30))).toBe(2);
  expect(daysBetween(new Date(2026, 10, 22, 23, 59), new Date(2026, 10, 23, 0, 1))).toBe(-1);
});
