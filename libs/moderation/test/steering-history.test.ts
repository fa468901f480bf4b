import fc from 'fast-check';
import {
  type DoneIntervention,
  interventions,
  isUndoable,
  measuresFrom,
  measuresWithout,
  type MemberSettings,
  nothingSet,
  nothingSetOnMember,
  ruleOf,
  settingsFrom,
  settingsWithout,
  type SteeredPost,
  type SteeringKind,
  type ThreadSettings,
} from '../src/domain/interventions';

const start = Date.parse('2026-11-23T09:00:00Z');
const kinds = Object.keys(interventions) as SteeringKind[];

/** What interventions come down to, as a thread, a post and a member hold it. */
interface Held {
  thread: ThreadSettings;
  member: MemberSettings;
  post: SteeredPost;
}

interface Recorded extends Omit<DoneIntervention, 'postStateBefore'> {
  postStateBefore: SteeredPost['state'] | null;
  undoneAt: Date | null;
}

const untouched: Held = {
  thread: nothingSet,
  member: nothingSetOnMember,
  post: { state: 'VISIBLE', contentNotes: [] },
};

type Step = { readonly do: 'STEER'; readonly kind: SteeringKind; readonly word: number } | { readonly do: 'UNDO'; readonly which: number }; // prettier-ignore

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('STEER' as const), kind: fc.constantFrom(...kinds), word: fc.nat({ max: 5 }) }),
    fc.record({ do: fc.constant('UNDO' as const), which: fc.nat({ max: 30 }) }),
  ),
  { minLength: 10, maxLength: 60, size: 'max' },
);

/** What a moderator asks, with words and terms that tell one from another. */
function asked(kind: SteeringKind, word: number, at: Date, id: string): Recorded {
  return {
    id,
    kind,
    at,
    minutes: ruleOf(kind)?.takesMinutes ? word + 1 : null,
    endsAt: ruleOf(kind)?.end?.must ? new Date(start + 86_400_000 * (word + 1)) : null,
    messageToMembers: `woorden ${word}`,
    postStateBefore: null,
    newThreadId: `t${id}`,
    terms: {
      slowModeFor: word % 2 === 0 ? 'EVERYONE' : 'HEAVIEST_POSTERS',
      sparesOpener: word > 2,
      quietHours: { from: 1320 + word, to: 420, timeZone: 'Europe/Brussels' },
      prompt: { nl: `nl ${word}`, fr: `fr ${word}`, en: `en ${word}` },
      postIds: [`p${word}`],
      spotlightId: `s${id}`,
      offerId: `o${id}`,
    },
    undoneAt: null,
  };
}

/** Does one step as the use cases do: what a rule sets is written, what it does to a post is carried out or refused. */
function live(steps: readonly Step[]): { held: Held; history: Recorded[] } {
  const held: Held = { ...untouched };
  const history: Recorded[] = [];
  for (const [place, step] of steps.entries()) {
    const now = new Date(start + place * 1000);
    if (step.do === 'STEER') {
      const one = asked(step.kind, step.word, now, String(place));
      const rule = ruleOf(step.kind);
      if (rule?.on === 'POST') {
        const ask = { ...one, text: 'tekst', messageToAuthor: 'woord', afterPostId: null };
        const deed = rule.act?.(ask, held.post);
        if (!deed?.ok) continue;
        one.postStateBefore = held.post.state;
        held.post = afterDeed(held.post, deed.value);
      }
      held.thread = { ...held.thread, ...settingsFrom(one) };
      held.member = { ...held.member, ...measuresFrom(one) };
      history.push(one);
      continue;
    }
    const one = history[step.which % Math.max(1, history.length)];
    if (!one || !isUndoable(one, now)) continue;
    const standing = history.filter((other) => other.undoneAt === null).reverse();
    const rule = ruleOf(one.kind);
    if (rule?.on === 'POST') {
      const deed = rule.takeBack?.(one, held.post);
      if (!deed?.ok) continue; // somebody put the post elsewhere since: a person looks, and nothing is half done
      if (deed.value) held.post = afterDeed(held.post, deed.value);
    }
    one.undoneAt = now;
    held.thread = { ...held.thread, ...settingsWithout(one, standing) };
    held.member = { ...held.member, ...measuresWithout(one, standing) };
  }
  return { held, history };
}

function afterDeed(
  post: SteeredPost,
  deed: { do: string; to?: SteeredPost['state']; notes?: readonly string[] },
): SteeredPost {
  return { state: deed.to ?? post.state, contentNotes: deed.notes ?? post.contentNotes };
}

/** The same from the decisions alone: what still stands, in the order in which it was done. */
function replayed(history: readonly Recorded[]): Pick<Held, 'thread' | 'member'> {
  const standing = history.filter((one) => one.undoneAt === null);
  return {
    thread: standing.reduce((thread, one) => ({ ...thread, ...settingsFrom(one) }), untouched.thread),
    member: standing.reduce((member, one) => ({ ...member, ...measuresFrom(one) }), untouched.member),
  };
}

describe('interventions and undos in any order', () => {
  test('leave a thread and a member as the decisions that stand say', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { held, history } = live(all);
        const { thread, member } = replayed(history);
        expect(held.thread).toEqual(thread);
        expect(held.member).toEqual(member);
      }),
      { numRuns: 500 },
    );
  });

  test('leave nothing behind when all is taken back, in whatever order', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (all, order) => {
        const isOpen = ({ kind }: { kind: SteeringKind }): boolean =>
          !!ruleOf(kind)?.sets || !!ruleOf(kind)?.setsMember;
        const steering = all.filter((step) => step.do === 'STEER' && isOpen(step));
        const undos = steering.flatMap(() => steering.map(() => ({ do: 'UNDO' as const, which: order.next().value })));
        const sweep = steering.map((_, which) => ({ do: 'UNDO' as const, which }));
        const { held } = live([...steering, ...undos, ...sweep]);
        expect(held.thread).toEqual(nothingSet);
        expect(held.member).toEqual(nothingSetOnMember);
      }),
      { numRuns: 200 },
    );
  });

  test('never take the same back twice, nor what is for good', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { history } = live(all);
        for (const one of history) {
          if (one.undoneAt) expect(isUndoable(one, one.undoneAt)).toBe(false);
          if (one.kind === 'REMOVE_MEMBER') expect(one.undoneAt).toBeNull();
        }
      }),
    );
  });
});
