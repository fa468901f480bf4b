import { guidelineTopics } from '@kring/guidance';
import { severityOfFlag } from '../src/domain/flag-reasons';
import { mostSimilar, similarShown } from '../src/domain/similar-decisions';
import { topicsOf } from '../src/use-cases/read-guidance';

describe('what an item is about', () => {
  it('is known for each reason to flag', () => {
    for (const reason of Object.keys(severityOfFlag)) {
      const [topic] = topicsOf({ reason: `why.flag.${reason}`, severity: 'AMBER' }, [], []);
      expect(guidelineTopics).toContain(topic);
    }
  });

  it('puts the gravest first, whatever pointed at it', () => {
    const noticed = [
      { category: 'hopelessness', severity: 'RED' as const },
      { category: 'support', severity: 'AMBER' as const },
      { category: 'secrecy', severity: 'GREEN' as const },
    ];
    expect(topicsOf({ reason: 'why.crisis_for:goodbye', severity: 'CRISIS' }, ['COMPETING'], noticed)).toEqual([
      'GOODBYE',
      'HOPELESSNESS',
      'COMPETITION',
    ]);
    expect(topicsOf({ reason: 'why.reinforcing', severity: 'RED' }, [], [])).toEqual(['TURNING']);
    expect(topicsOf({ reason: 'why.unchecked', severity: 'AMBER' }, [], [])).toEqual([]);
  });
});

describe('earlier decisions', () => {
  const to = { topics: ['GOODBYE', 'PACT'], severity: 'RED' as const, groupId: 'here' };
  const decision = (id: string, change: Partial<typeof to> & { at?: Date }) => ({
    ...to,
    id,
    at: new Date(0),
    ...change,
  });
  const ids = (...all: ReturnType<typeof decision>[]): string[] => mostSimilar(to, all).map(({ id }) => id);

  it('are about the gravest of this item', () => {
    expect(ids(decision('other', { topics: ['PACT'] }), decision('same', { topics: ['GOODBYE'] }))).toEqual(['same']);
    expect(mostSimilar({ ...to, topics: [] }, [decision('any', {})])).toEqual([]);
  });

  it('stand as grave first, then with the same topics, then of the same group, then the newest', () => {
    const newer = { at: new Date(5) };
    expect(
      ids(
        decision('calmer', { severity: 'AMBER' as never, ...newer }),
        decision('fewer', { topics: ['GOODBYE'], ...newer }),
        decision('elsewhere', { groupId: 'there', ...newer }),
        decision('older', {}),
        decision('newest', { topics: ['PACT', 'GOODBYE'], ...newer }),
      ),
    ).toEqual(['newest', 'older', 'elsewhere', 'fewer', 'calmer']);
  });

  it('are only a few', () => {
    const many = Array.from({ length: 9 }, (_, place) => decision(String(place), {}));
    expect(ids(...many)).toHaveLength(similarShown);
  });
});
