/** How much is worked on at once, how many wait for their turn, and how long, in milliseconds. */
export interface LineLimits {
  readonly together: number;
  readonly mayWait: number;
  readonly longestMs: number;
}

interface Waiting {
  readonly go: (mayGo: boolean) => void;
  readonly patience: NodeJS.Timeout;
}

/**
 * A line in front of work: the first come first, only so many at once, and nobody waits in vain. Who finds the line full is
 * turned away at once; who stood in it too long is turned away too, for by then nobody looks at the answer.
 */
export class WaitingLine {
  private running = 0;
  private readonly line = new Set<Waiting>();

  constructor(private readonly limits: LineLimits) {}

  /** How many are worked on and how many wait; for health and tests. */
  get counts(): { readonly running: number; readonly waiting: number } {
    return { running: this.running, waiting: this.line.size };
  }

  /** Resolves to true when it is one's turn, which {@link leave} ends; to false when one is turned away. */
  enter(): Promise<boolean> {
    if (this.running < this.limits.together) {
      this.running += 1;
      return Promise.resolve(true);
    }
    if (this.line.size >= this.limits.mayWait) return Promise.resolve(false);
    return new Promise((go) => {
      const waiting: Waiting = {
        go,
        patience: setTimeout(() => {
          this.line.delete(waiting);
          go(false);
        }, this.limits.longestMs),
      };
      this.line.add(waiting);
    });
  }

  /** Ends a turn; the next in line has it. */
  leave(): void {
    const [next] = this.line;
    if (!next) {
      this.running -= 1;
      return;
    }
    this.line.delete(next);
    clearTimeout(next.patience);
    next.go(true);
  }
}
