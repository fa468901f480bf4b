import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceProcess } from './service-process';

/** Keeps a service running, as a process manager does, and remembers the ends that nobody asked for. */
export class Keeper {
  /** What it said at each end, while it ran, that nobody asked for. */
  readonly crashes: string[] = [];
  /** How often it did not come up, because the database was not there yet. */
  vain = 0;
  private wanted = true;
  private killed = false;
  private clockAheadMs = 0;
  private life: Promise<void> = Promise.resolve();

  constructor(readonly service: ServiceProcess) {}

  start(): void {
    this.life = this.keep();
  }

  kill(): void {
    this.killed = true;
    this.service.signal('SIGKILL');
  }

  /** Sets its clock, in this life and those to come. */
  setClock(aheadMs: number): void {
    this.clockAheadMs = aheadMs;
    this.service.setClock(aheadMs);
  }

  /** Ends it politely; answers how it ended. */
  async stop(): Promise<unknown> {
    this.wanted = false;
    const end = await this.service.stop();
    await this.life;
    return end;
  }

  private async keep(): Promise<void> {
    while (this.wanted) {
      this.killed = false;
      let wasUp = false;
      const end = this.service.spawn();
      this.service.setClock(this.clockAheadMs);
      void this.service.up().then(
        () => (wasUp = true),
        () => undefined,
      );
      await end;
      if (!this.wanted || this.killed) continue;
      if (wasUp) this.crashes.push(this.service.output.slice(-4000));
      else this.vain += 1;
      await pause(100);
    }
  }
}
