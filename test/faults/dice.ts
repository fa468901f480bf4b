/** Chance that can be had again: the same seed throws the same. */
export class Dice {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** The seed of FAULTS_SEED, to see a failed run again, or a fresh one. */
  static thrown(): Dice {
    const given = process.env['FAULTS_SEED'];
    return new Dice(given === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(given));
  }

  /** At least 0, less than 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  one<T>(of: readonly T[]): T {
    const found = of[Math.floor(this.next() * of.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }

  shuffled<T>(of: readonly T[]): T[] {
    return of.map((one) => ({ one, at: this.next() })).sort((a, b) => a.at - b.at).map(({ one }) => one); // prettier-ignore
  }
}
