import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesOf } from '../src/domain/charter-rules';

describe('the rules of a charter', () => {
  it.each([
    ['nothing', '', []],
    ['one sentence', 'We vertellen over onszelf.', ['We vertellen over onszelf.']],
    [
      'a heading, which is no rule',
      '**Wat we doen.**\n- We luisteren.\n* Geen wedstrijd.',
      ['We luisteren.', 'Geen wedstrijd.'],
    ],
    ['a heading with its rule behind it', '**Onder ons.** We delen niets.', ['Onder ons. We delen niets.']],
    ['numbers and empty lines', '1. Zacht.\n\n2) Traag.\n• Stil.\n#  Slot', ['Zacht.', 'Traag.', 'Stil.']],
    ['marks and nothing behind them', '-\n**\n  ', ['-']],
  ])('%s', (_, charter, rules) => {
    expect(rulesOf(charter)).toEqual(rules);
  });

  it('are cut where they are longer than anybody reads', () => {
    const [rule] = rulesOf('a'.repeat(900));
    expect(rule).toHaveLength(400);
    expect(rule?.endsWith('…')).toBe(true);
  });

  it('are many in every charter that comes with the service', () => {
    const templates = JSON.parse(
      readFileSync(join(__dirname, '../../../apps/web/src/organise/charter-templates.json'), 'utf8'),
    ) as Record<string, string>;
    for (const text of Object.values(templates)) {
      const rules = rulesOf(text);
      expect(rules.length).toBeGreaterThan(7);
      expect(rules.join(' ')).not.toContain('**');
    }
  });
});
