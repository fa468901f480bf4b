import { readThread, RunningClimate, type ThreadPost } from '@kring/safety';

const sayings = [
  'Ik kan niet meer, alles is zinloos.',
  'Ik ook, bij mij is het nog erger.',
  'Je bent niet alleen, wil je 1813 bellen?',
  'Ik snij mezelf weer.',
  'Wie het minst eet wint.',
  'Wat hielp jou vandaag?',
  'Het gaat wat beter, dank je.',
  'Jij liegt alles bij elkaar, zielig.',
  'Niemand luistert toch.',
  'Gisteren was een gewone dag.',
  'Voeg me toe op snap, zeg niets tegen de mods.',
  'Ga maar, niemand neemt het je kwalijk.',
];

/** Numbers that look like chance and are the same each time (Lehmer). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function someThread(seed: number): ThreadPost[] {
  const next = dice(seed);
  return Array.from({ length: 1 + Math.floor(next() * 40) }, (_, minute) => {
    const isModerator = next() < 0.1;
    return {
      author: isModerator ? 'mod' : `lid ${Math.floor(next() * 5)}`,
      role: isModerator ? 'moderator' : 'member',
      minute,
      text: sayings[Math.floor(next() * sayings.length)] ?? '',
    };
  });
}

it.each(Array.from({ length: 60 }, (_, seed) => seed + 1))(
  'is the same read on from what was kept as read from nothing (seed %i)',
  (seed) => {
    const posts = someThread(seed);
    const whole = readThread(posts);
    let state = RunningClimate.begin().state;
    const turns: number[] = [];
    const points = posts.map((post, at) => {
      const running = RunningClimate.resume(JSON.parse(JSON.stringify(state)) as typeof state);
      if (!running) throw new Error('a state of the same rules is gone on with');
      const { turns: isTurn, ...point } = running.add(post);
      if (isTurn) turns.push(at);
      ({ state } = running);
      return point;
    });
    expect(points).toEqual(whole.points);
    expect(turns).toEqual(whole.turnedAt === null ? [] : [whole.turnedAt]);
  },
);

it('keeps no word of anybody', () => {
  const posts = someThread(7);
  const running = RunningClimate.begin();
  for (const post of posts) running.add(post);
  const kept = JSON.stringify(running.state);
  for (const word of posts.flatMap(({ text }) => text.split(/[\s,.?]+/).filter((one) => one.length > 4)))
    expect(kept).not.toContain(word);
  expect(kept.length).toBeLessThan(2000);
});

it('is not gone on with when it was read with other rules, or is none', () => {
  const { state } = RunningClimate.begin();
  expect(RunningClimate.resume(null)).toBeNull();
  expect(RunningClimate.resume({ ...state, readWith: '0 other' })).toBeNull();
});

it('does not turn by one post, nor turn back by one kind word', () => {
  const heavy = { author: 'a', role: 'member', minute: 0, text: 'Ik kan niet meer, alles is zinloos.' } as const;
  expect(readThread([heavy]).turnedAt).toBeNull();
  const turned = readThread([
    heavy,
    { author: 'b', role: 'member', minute: 1, text: 'Ik ook, elke dag is hetzelfde, niemand helpt.' },
    { author: 'c', role: 'member', minute: 2, text: 'Bij mij ook, het is allemaal zinloos.' },
  ]);
  expect(['TURNING', 'REINFORCING']).toContain(turned.climate);
  const after = readThread([
    heavy,
    { author: 'b', role: 'member', minute: 1, text: 'Ik ook, elke dag is hetzelfde, niemand helpt.' },
    { author: 'c', role: 'member', minute: 2, text: 'Bij mij ook, het is allemaal zinloos.' },
    { author: 'd', role: 'member', minute: 3, text: 'Sterkte.' },
  ]);
  expect(['TURNING', 'REINFORCING']).toContain(after.climate);
});
