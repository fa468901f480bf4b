import fc from 'fast-check';
import { play, type Played } from '../src/domain/play';
import { lookBack } from '../src/domain/look-back';
import { readSteering, type SteeringAsk } from '../src/domain/read-steering';
import { practisedKinds } from '../src/domain/script';
import { setPace, speeds, storyTime } from '../src/domain/clock';
import type { Step } from '../src/domain/step';
import { PracticeScripts } from '../src/storage/practice-scripts';
import { look, steer } from './steps';

const minute = 60_000;
const { all } = new PracticeScripts();
const script = (key: string) => all.find((one) => one.key === key) ?? all[0]!;
const at = (key: string, steps: readonly Step[], minutes: number): Played =>
  play(script(key), 'nl', steps, minutes * minute);
const keys = (played: Played): string[] => played.posts.map(({ key }) => key);

describe('a practice thread', () => {
  it('comes in by the clock', () => {
    expect(keys(at('building-up', [], 0))).toEqual(['p1']);
    expect(keys(at('building-up', [], 7.9))).toEqual(['p1', 'p2']);
    expect(keys(at('building-up', [], 8))).toEqual(['p1', 'p2', 'p3']);
  });

  it('goes another way when somebody was there early, unless that was taken back', () => {
    const early = steer(6, 'GUIDE_NOTE', { text: 'Wat helpt jou?' });
    expect(keys(at('building-up', [early], 34))).toEqual(['p1', 'p2', early.id, 'p3', 'c1', 'c2', 'c3']);
    const undone: Step = { id: 'undo', at: 9 * minute, deed: { do: 'UNDO', step: early.id, reason: 'Toch niet.' } };
    const after = at('building-up', [early, undone], 34);
    expect(keys(after)).toContain('d3');
    expect(after.posts.find(({ key }) => key === early.id)?.state).toBe('HIDDEN');
    expect(after.turns).toEqual([]);
  });

  it('takes no post once it is closed, and members say what that did', () => {
    const closed = at('building-up', [steer(5, 'CLOSE_THREAD', { text: 'We stoppen hier.' })], 34);
    expect(keys(closed)).toEqual(['p1', 'p2']);
    expect(closed.news.map(({ key, at: when }) => [key, when / minute])).toEqual([['n1', 8]]);
    expect(closed.isClosed).toBe(true);
  });

  it('rests until a time, and goes slowly: what would have come comes later', () => {
    const rest = at('building-up', [steer(3, 'PAUSE_THREAD', { text: 'Even rust.', endsAt: 10 * minute })], 11);
    expect(rest.posts.find(({ key }) => key === 'p2')?.at).toBe(10 * minute);
    const slow = at('building-up', [steer(5, 'SLOW_MODE', { minutes: 12 })], 34);
    expect(slow.posts.find(({ key }) => key === 'd1')?.at).toBe(16 * minute);
  });

  it('has posts wait while replies are read first, until somebody shows or hides them', () => {
    const held = [steer(1, 'HOLD_REPLIES')];
    expect(at('slow-drift', held, 4).posts.map(({ state }) => state)).toEqual(['VISIBLE', 'HELD']);
    const shown = [
      ...held,
      steer(5, 'RELEASE_POST', { post: 'p2' }),
      steer(7, 'HIDE_POST', { post: 'p3', text: 'Later.' }),
    ];
    expect(at('slow-drift', shown, 8).posts.map(({ state }) => state)).toEqual(['VISIBLE', 'VISIBLE', 'HIDDEN']);
  });

  it('has somebody answer whoever talks apart with them', () => {
    const apart = at('in-need-now', [steer(9, 'OPEN_ASIDE', { post: 'p5', text: 'Ben je veilig?' })], 17);
    expect(apart.apart.map(({ by, at: when }) => [by, when / minute])).toEqual([[null, 9], ['merel', 11], ['merel', 16]]); // prettier-ignore
    expect(at('in-need-now', [], 17).news.map(({ key }) => key)).toEqual(['n1']);
    expect(apart.news).toEqual([]);
  });

  it('is looked back on: what mattered, when it was seen and answered', () => {
    const steps = [look(1, 'p1'), look(6, 'p2'), steer(7, 'GUIDE_NOTE', { text: 'Wat helpt jou?' })];
    const back = lookBack(script('building-up'), 'nl', steps, 34 * minute);
    expect(back.mattered).toEqual([
      { event: 'p2', cameAt: 4 * minute, seenAt: 6 * minute, answeredAt: 7 * minute },
      { event: 'p3', cameAt: 8 * minute, seenAt: null, answeredAt: null },
    ]);
    expect(back.turns).toEqual(['early']);
    expect(back.guided).toEqual(['p2', 'p3']);
  });
});

describe('steps at random', () => {
  const someStep = fc.record({
    after: fc.integer({ min: 0, max: 6 * minute }),
    kind: fc.constantFrom(...practisedKinds),
    post: fc.constantFrom(null, 'p1', 'p2', 'p3', 'd1', 'geen'),
    minutes: fc.constantFrom(null, 5, 30),
    endsInMinutes: fc.constantFrom(null, 3, 60),
    undoes: fc.option(fc.nat(5)),
  });

  /** A run as the service plays it: each step is asked of the thread as it stands then, and refused or kept. */
  function run(key: string, wishes: readonly (typeof someStep extends fc.Arbitrary<infer T> ? T : never)[]): Step[] {
    const steps: Step[] = [];
    let now = 0;
    for (const [index, wish] of wishes.entries()) {
      now += wish.after;
      const undone = wish.undoes === null ? undefined : steps[wish.undoes];
      if (undone) {
        steps.push({ id: `s${index}`, at: now, deed: { do: 'UNDO', step: undone.id, reason: 'Toch niet.' } });
        continue;
      }
      const ask: SteeringAsk = { ...wish, text: 'Woorden.', helpline: 'awel', reason: 'Daarom.' };
      const read = readSteering(ask, play(script(key), 'nl', steps, now), now);
      if (read.ok) steps.push({ id: `s${index}`, at: now, deed: { do: 'STEER', ...read.value } });
    }
    return steps;
  }

  it('give the same thread again, for the whole run and for each moment before it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all.map(({ key }) => key)),
        fc.array(someStep, { maxLength: 6 }),
        fc.integer({ min: 0, max: 40 }),
        (key, wishes, minutes) => {
          const steps = run(key, wishes);
          const end = Math.max(minutes * minute, ...steps.map(({ at: when }) => when));
          const whole = play(script(key), 'nl', steps, end);
          const kept = JSON.parse(JSON.stringify({ script: script(key), steps })) as { script: never; steps: Step[] };
          expect(play(kept.script, 'nl', kept.steps, end)).toEqual(whole);
          // What was there at an earlier moment is there later, at the same time and in the same words.
          for (const { at: when } of steps) {
            const then = play(
              script(key),
              'nl',
              steps.filter((step) => step.at <= when),
              when,
            );
            const before = (played: Played) =>
              played.posts.filter((post) => post.at <= when).map(({ key: post, at: time, text }) => [post, time, text]);
            expect(before(then)).toEqual(before(whole));
            expect(then.points).toEqual(whole.points.slice(0, then.points.length));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the time of a run', () => {
  const began = new Date('2026-11-27T10:00:00Z');
  const later = (seconds: number): Date => new Date(began.getTime() + seconds * 1000);

  it.each(speeds)('goes on by the clock, %s times as fast, and ends with the story', (speed) => {
    const clock = { speed, ranMs: 0, since: began };
    expect(storyTime(clock, 30, later(60))).toBe(60_000 * speed);
    expect(storyTime(clock, 30, later(86_400))).toBe(30 * minute);
    expect(storyTime(clock, 30, later(-5))).toBe(0);
  });

  it('stands still while it is stopped, and goes on where it was', () => {
    const stopped = setPace({ speed: 2, ranMs: 0, since: began }, 30, later(60), { running: false, speed: 2 });
    expect(storyTime(stopped, 30, later(9_999))).toBe(2 * minute);
    const goneOn = setPace(stopped, 30, later(10_000), { running: true, speed: 5 });
    expect(storyTime(goneOn, 30, later(10_060))).toBe(7 * minute);
  });
});
