import { preferredLanguage } from '@kring/platform';

describe('the language of a reader', () => {
  it.each([
    [undefined, 'nl'],
    ['', 'nl'],
    ['*', 'nl'],
    ['de', 'nl'],
    ['de-DE,de;q=0.9', 'nl'],
    ['fr', 'fr'],
    ['FR-be', 'fr'],
    ['en-US,en;q=0.9,nl;q=0.8', 'en'],
    ['en;q=0.1, fr;q=0.9', 'fr'],
    ['de, fr;q=0.5, en;q=0.5', 'fr'],
    ['fr;q=0, en', 'en'],
    ['fr;q=0', 'nl'],
    ['en;q=0.001', 'en'],
    ['en;q=zeer', 'en'],
    ['nl-BE, fr', 'nl'],
    [';;;,,,===', 'nl'],
    [`${'x'.repeat(100_000)},fr`, 'nl'],
  ])('for "%s" is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
