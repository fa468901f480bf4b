/**
 * What was chosen, as numbers, for a generator that asks "which of these?" again and again. Where the numbers end the
 * first is taken, so the first should be the simplest: then fewer and smaller numbers make a simpler thing, and
 * fast-check, which knows nothing but the numbers, finds the smallest operation that still fails.
 */
export class Choices {
  private place = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** 0 up to, and not including, `count`. */
  below(count: number): number {
    const number = this.numbers[this.place] ?? 0;
    this.place += 1;
    return count > 0 ? number % count : 0;
  }

  /** True once in so many times. */
  onceIn(times: number): boolean {
    return this.below(times) === times - 1;
  }

  oneOf<T>(things: readonly T[]): T | undefined {
    return things[this.below(things.length)];
  }
}
