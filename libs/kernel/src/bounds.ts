/** How sure a one-sided bound is. */
const confidence = 0.95;

/**
 * The least share that `right` of `all` leaves possible with 95 % confidence (Clopper and Pearson, exact, one-sided): the share
 * at which so many or more would come out right one time in twenty. 0 where there is nothing to go by.
 */
export function lowerBound(right: number, all: number): number {
  if (right <= 0 || all <= 0) return 0;
  return bisect((share) => 1 - atMost(right - 1, all, share), 1 - confidence);
}

/** The most that `found` of `all` leaves possible with 95 % confidence, one-sided. 1 where there is nothing to go by. */
export function upperBound(found: number, all: number): number {
  return 1 - lowerBound(all - found, all);
}

/** The chance that of `all` at most `most` come out right, when each does with `share`. */
function atMost(most: number, all: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return most >= all ? 1 : 0;
  let term = all * Math.log(1 - share);
  let sum = Math.exp(term);
  for (let count = 1; count <= most; count += 1) {
    term += Math.log((all - count + 1) / count) + Math.log(share / (1 - share));
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** Where a rising function takes a value between 0 and 1. */
function bisect(rising: (share: number) => number, wanted: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
