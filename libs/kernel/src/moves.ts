/** A life cycle: which states may follow each state. */
export type Moves<S extends string> = Readonly<Record<S, readonly S[]>>;

export function canMove<S extends string>(moves: Moves<S>, from: S, to: S): boolean {
  return moves[from].includes(to);
}

/**
 * What is wrong with a life cycle: states that nobody can reach from `starts`, and states that nobody can leave though
 * they are not among `ends`. Empty when all is well.
 */
export function faultsInMoves<S extends string>(moves: Moves<S>, starts: readonly S[], ends: readonly S[]): string[] {
  const reached = new Set<S>(starts);
  const queue = [...starts];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const next of moves[state]) {
      if (!reached.has(next)) {
        reached.add(next);
        queue.push(next);
      }
    }
  }
  const states = Object.keys(moves) as S[];
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} cannot be reached`),
    ...states
      .filter((state) => moves[state].length === 0 && !ends.includes(state))
      .map((state) => `${state} cannot be left`),
    ...ends.filter((state) => moves[state].length > 0).map((state) => `${state} is an end, yet can be left`),
  ];
}
