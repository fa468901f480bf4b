/** Runs work a few at a time and lets only so many wait; the rest is refused at once instead of piling up. */
export class BoundedQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly together: number,
    private readonly mayWait: number,
  ) {}

  /** How many wait now. */
  get length(): number {
    return this.waiting.length;
  }

  /** What `work` answers, or null when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.running >= this.together) {
      if (this.waiting.length >= this.mayWait) return null;
      await new Promise<void>((resume) => this.waiting.push(resume));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
