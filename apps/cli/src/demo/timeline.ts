import type { Clock } from '@kring/kernel';

const minute = 60_000;

/** A clock that whoever plays a timeline moves. */
export type MovableClock = Clock & { set(moment: Date): void };

interface Happening {
  readonly at: number;
  readonly order: number;
  readonly run: () => Promise<void>;
  /** Nobody looks at what came of it before something louder happens. */
  readonly quiet: boolean;
}

/** Lets things happen in the order of their time, with the clock at that time. What happens may plan more. */
export class Timeline {
  private readonly planned: Happening[] = [];
  private order = 0;

  constructor(
    private readonly clock: MovableClock,
    /** Nothing happens after this moment. */
    readonly end: Date,
  ) {}

  get present(): Date {
    return this.clock.now();
  }

  /** Plans something; what would come after the end is left out. */
  at(moment: Date, run: () => Promise<void>, quiet = false): void {
    if (moment > this.end) return;
    this.planned.push({ at: moment.getTime(), order: this.order++, run, quiet });
  }

  /** Minutes from the present moment of the clock. */
  in(minutes: number, run: () => Promise<void>): void {
    this.at(new Date(this.clock.now().getTime() + minutes * minute), run);
  }

  /** `settle` lets what happened have its consequences: around each event that is not quiet, and at the end. */
  async play(settle: () => Promise<void>): Promise<void> {
    for (let next = this.take(); next; next = this.take()) {
      if (!next.quiet) await settle();
      this.clock.set(new Date(next.at));
      await next.run();
      if (!next.quiet) await settle();
    }
    await settle();
    this.clock.set(this.end);
  }

  private take(): Happening | null {
    let first = 0;
    for (const [place, one] of this.planned.entries()) {
      const earliest = this.planned[first];
      if (earliest && (one.at < earliest.at || (one.at === earliest.at && one.order < earliest.order))) first = place;
    }
    return this.planned.splice(first, 1)[0] ?? null;
  }
}

/** The time of day in Brussels, `days` calendar days before `now`. */
export function pastMoment(now: Date, days: number, clockTime: string): Date {
  const [hour = 0, minutes = 0] = clockTime.split(':').map(Number);
  const about = new Date(now.getTime() - days * 24 * 60 * minute);
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Brussels',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(about);
  const [shownHour = 0, shownMinutes = 0] = shown.split(':').map(Number);
  const moved = about.getTime() + (hour * 60 + minutes - shownHour * 60 - shownMinutes) * minute;
  return new Date(Math.floor(moved / minute) * minute);
}

export function minutesAfter(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * minute);
}
