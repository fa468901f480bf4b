import { climateComponents, type ClimateComponent } from '../src/climate/components';
import { callingHarm, climateWeights, type ClimateWeights, harmBy } from '../src/climate/learned';
import { markPost } from '../src/climate/post-marks';
import { nothing, Weighing } from '../src/climate/weigh';
import { library } from '../src/library';
import { learnClimate, type ThreadPath } from '../src/training/learn-climate';

/** Threads of six posts in which `component` rises in those that turn, and `other` in all. */
function paths(component: ClimateComponent, other: ClimateComponent): ThreadPath[] {
  return Array.from({ length: 60 }, (_, at): ThreadPath => {
    const turns = at % 2 === 0;
    const components = Array.from({ length: 6 }, (_post, place) =>
      climateComponents.map((name) => (name === component && turns ? place / 6 : name === other ? (at % 3) / 4 : 0)),
    );
    return {
      thread: {
        ...{ id: `t${at}`, kind: turns ? 'contagion' : 'supportive', writer: `w${at % 7}` },
        posts: components.map((_values, place) => ({ author: 'a', role: 'member', minute: place, text: '' })),
        expect: { climate: [], turnsAt: turns ? 2 : null, escalates: turns },
      },
      components,
      before: { calledAt: null, callsAtEnd: false },
    };
  });
}

describe('what components say together', () => {
  it('is learned from threads that turned, and calls few that go well', () => {
    const { weights, calls } = learnClimate(paths('secrecy', 'unanswered'));
    expect(weights.weights.secrecy).toBeGreaterThan(1);
    expect(Math.abs(weights.weights.unanswered)).toBeLessThan(weights.weights.secrecy / 3);
    const called = (escalates: boolean): number =>
      calls.filter((one) => one.path.thread.expect.escalates === escalates && one.with.calledAt !== null).length;
    expect(called(true)).toBeGreaterThan(24);
    expect(called(false)).toBeLessThanOrEqual(3);
    expect(learnClimate(paths('secrecy', 'unanswered')).weights).toEqual(weights);
  });

  it('calls nobody where components say nothing', () => {
    const mixed = paths('secrecy', 'unanswered').map((path, at) => ({
      ...path,
      thread: {
        ...path.thread,
        expect: { ...path.thread.expect, escalates: at % 3 === 0, turnsAt: at % 3 === 0 ? 2 : null },
      },
    }));
    const healthy = learnClimate(mixed).calls.filter(({ path }) => !path.thread.expect.escalates);
    expect(healthy.filter((one) => one.with.calledAt !== null).length).toBeLessThanOrEqual(healthy.length / 10);
  });

  it('turns a thread that the weights set by hand would leave alone, from the third post on, and lets go of it again', () => {
    const zero = Object.fromEntries(climateComponents.map((name) => [name, 0])) as Record<ClimateComponent, number>;
    const learned: ClimateWeights = { format: 1, threads: 1, bias: -2, weights: { ...zero, drift: 8 } };
    const read = (weights: ClimateWeights | null): string[] => {
      const weighing = new Weighing(undefined, weights);
      return [0.6, 0.6, 0.6, 0.6, -3, -3].map((drift) => {
        const post = { author: 'a', role: 'member' as const, minute: 0, text: 'De trein rijdt.' };
        return weighing.add({ ...markPost(post, 'b', library(), () => undefined), drift }).climate;
      });
    };
    expect(read(null)).not.toContain('TURNING');
    const climates = read(learned);
    expect(climates.slice(0, 2)).toEqual(['NEUTRAL', 'NEUTRAL']);
    expect(climates.slice(2, 4)).toEqual(['TURNING', 'TURNING']);
    expect(climates.at(-1)).toBe('NEUTRAL');
  });

  it('calls nobody to a thread of which nothing is known', () => {
    const shipped = climateWeights();
    if (shipped === null) throw new Error('npm run train writes it');
    expect(shipped.threads).toBeGreaterThan(1000);
    expect(harmBy(shipped, nothing())).toBeLessThan(callingHarm / 2);
  });
});
