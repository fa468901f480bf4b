import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseProcess } from './database-process';
import type { Dice } from './dice';
import type { ServiceProcess } from './service-process';
import { until } from './until';
import type { Weather } from './writer';

export type KillKind = 'service' | 'database' | 'both' | 'service twice';

/** One kill: after how many acknowledged posts, what, and how long until a post sent after it was acknowledged. */
export interface Round {
  readonly kind: KillKind;
  readonly after: number;
  readonly recoveredMs: number;
}

/** In any order: four ends of the service and two of PostgreSQL. */
const kinds: readonly KillKind[] = ['service', 'database', 'both', 'service twice'];

/** Keeps a service running, as a process manager does, and remembers the ends that nobody asked for. */
export class Keeper {
  /** What it said at each end, while it ran, that nobody asked for. */
  readonly crashes: string[] = [];
  /** How often it did not come up, because the database was not there yet. */
  vain = 0;
  private wanted = true;
  private killed = false;
  private life: Promise<void> = Promise.resolve();

  constructor(readonly service: ServiceProcess) {}

  start(): void {
    this.life = this.keep();
  }

  kill(): void {
    this.killed = true;
    this.service.signal('SIGKILL');
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
      let wasReady = false;
      const end = this.service.spawn();
      void this.service.ready().then(
        () => (wasReady = true),
        () => undefined,
      );
      await end;
      if (!this.wanted || this.killed) continue;
      if (wasReady) this.crashes.push(this.service.output.slice(-4000));
      else this.vain += 1;
      await pause(100);
    }
  }
}

/** Kills while posts are written: each time after some more were acknowledged, and a few milliseconds later. */
export async function killAtRandom(
  keeper: Keeper,
  database: DatabaseProcess,
  weather: Weather,
  posts: number,
  dice: Dice,
): Promise<Round[]> {
  const rounds: Round[] = [];
  const stride = Math.floor((posts * 0.9) / kinds.length);
  for (const [place, kind] of dice.shuffled(kinds).entries()) {
    const threshold = place * stride + dice.between(3, stride - 3);
    await until(`${threshold} posts acknowledged`, 60_000, () => weather.acknowledged >= threshold);
    await pause(dice.between(0, 40));
    const killedAt = Date.now();
    if (kind !== 'database') keeper.kill();
    if (kind === 'database' || kind === 'both') database.kill();
    if (kind === 'service twice') {
      await pause(dice.between(100, 1500));
      await until('it starts again', 5000, () => keeper.service.runs);
      keeper.kill();
    }
    const after = weather.acknowledged;
    const recoveredMs = await new Promise<number>((resolve) => {
      weather.heard = (sentAt) => void (sentAt > killedAt && resolve(Date.now() - killedAt));
    });
    rounds.push({ kind, after, recoveredMs });
  }
  return rounds;
}
