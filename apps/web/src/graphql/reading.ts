interface UnderWay {
  readonly key: string;
  read: () => Promise<void>;
  isAskedAgain: boolean;
  done: Promise<void>;
}

/**
 * One reading of the same thing at a time. Asked for while one is under way, it is read once more afterwards: what is under
 * way may have been answered before whatever changed, and the client answers two equal questions with one request. Who asks
 * for something else (another key) waits for nothing, and what was asked before is not read again.
 */
export class Reading {
  private latest: UnderWay | undefined;

  isUnderWay(key: string): boolean {
    return this.latest?.key === key;
  }

  /** Ends when what was asked for has been read. */
  ask(key: string, read: () => Promise<void>): Promise<void> {
    if (this.latest?.key === key) {
      Object.assign(this.latest, { read, isAskedAgain: true });
      return this.latest.done;
    }
    const now: UnderWay = { key, read, isAskedAgain: false, done: Promise.resolve() };
    this.latest = now;
    now.done = this.run(now);
    return now.done;
  }

  private async run(reading: UnderWay): Promise<void> {
    try {
      do {
        reading.isAskedAgain = false;
        await reading.read();
      } while (reading.isAskedAgain && this.latest === reading);
    } finally {
      if (this.latest === reading) this.latest = undefined;
    }
  }
}
