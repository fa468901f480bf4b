import { Injectable } from '@nestjs/common';
import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Counted, type Gauged, type LabelsOf, metricCatalogue, type MetricName, type Timed } from './catalogue';

/** A look at the database may take this long; after it the numbers that came from there say NaN, "not known". */
const lookWithinMs = 1500;
/** Numbers from the database are as old as this at most; asking more often costs nothing more. */
const lookAgainMs = 2000;

/** What several gauges say, read together. */
export type Look = () => Promise<Readonly<Partial<Record<Gauged, number>>>>;

interface Kept {
  readonly registry: Registry;
  readonly instruments: ReadonlyMap<MetricName, Counter | Gauge | Histogram>;
}

/**
 * What this process says of itself in numbers, for Prometheus. Until {@link start} everything here does nothing and
 * costs nothing, and the library is not loaded.
 */
@Injectable()
export class Metrics {
  private kept: Kept | null = null;
  private readonly gauges = new Map<Gauged, () => readonly [Readonly<Record<string, string>>, number][]>();
  private readonly looks: Look[] = [];
  private looked: { readonly at: number; readonly done: Promise<void> } | null = null;

  /** Loads the library and begins to count. */
  async start(): Promise<void> {
    const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
    const registry = new Registry();
    const instruments = Object.entries(metricCatalogue).map(([name, shape]) => {
      const options = { name, help: shape.meaning, labelNames: shape.labels, registers: [registry] };
      if (shape.kind === 'counter') return [name, new Counter(options)] as const;
      if (shape.kind === 'gauge') return [name, new Gauge(options)] as const;
      return [name, new Histogram({ ...options, buckets: [...shape.buckets] })] as const;
    });
    collectDefaultMetrics({ register: registry });
    this.kept = { registry, instruments: new Map(instruments as [MetricName, Counter | Gauge | Histogram][]) };
  }

  /** Whether anybody will read what is counted. */
  get on(): boolean {
    return this.kept !== null;
  }

  /** Counts something that happened, once. */
  count<Name extends Counted>(name: Name, labels: LabelsOf<Name>): void {
    (this.kept?.instruments.get(name) as Counter | undefined)?.inc(labels);
  }

  /** Keeps how long something took, in seconds. */
  took<Name extends Timed>(name: Name, labels: LabelsOf<Name>, seconds: number): void {
    (this.kept?.instruments.get(name) as Histogram | undefined)?.observe(labels, seconds);
  }

  /** Runs `work` and keeps how long it took. */
  time<Name extends Timed, T>(name: Name, labels: LabelsOf<Name>, work: () => T): T {
    if (!this.kept) return work();
    const from = performance.now();
    try {
      return work();
    } finally {
      this.took(name, labels, (performance.now() - from) / 1000);
    }
  }

  set<Name extends Gauged>(name: Name, labels: LabelsOf<Name>, value: number): void {
    (this.kept?.instruments.get(name) as Gauge | undefined)?.set(labels, value);
  }

  /** A number that can be read at any moment without waiting. */
  reads(name: Gauged, read: () => number): void {
    this.gauges.set(name, () => [[{}, read()]]);
  }

  /** The same, for a gauge with labels. */
  readsEach<Name extends Gauged>(name: Name, read: () => readonly [LabelsOf<Name>, number][]): void {
    this.gauges.set(name, read);
  }

  /** Numbers that take a look at the database. */
  looksUp(look: Look): void {
    this.looks.push(look);
  }

  /** Everything, as Prometheus reads it. Never waits long for a database that is away. */
  async text(): Promise<{ readonly type: string; readonly text: string }> {
    if (!this.kept) throw new Error('metrics are off');
    for (const [name, read] of this.gauges) for (const [labels, value] of read()) this.gaugeOf(name).set(labels, value);
    if (!this.looked || Date.now() - this.looked.at > lookAgainMs)
      this.looked = { at: Date.now(), done: this.lookAll() };
    await this.looked.done;
    return { type: this.kept.registry.contentType, text: await this.kept.registry.metrics() };
  }

  private async lookAll(): Promise<void> {
    const names = Object.entries(metricCatalogue).filter(([, shape]) => shape.kind === 'gauge' && !shape.labels.length);
    const unknown = names.map(([name]) => name as Gauged).filter((name) => !this.gauges.has(name));
    const found = await Promise.all(this.looks.map((look) => within(lookWithinMs, look)));
    const values: Partial<Record<Gauged, number>> = {};
    for (const one of found) Object.assign(values, one);
    values.kring_database_reachable = found.every((one) => one !== null) ? 1 : 0;
    for (const name of unknown) this.gaugeOf(name).set(values[name] ?? NaN);
  }

  private gaugeOf(name: Gauged): Gauge {
    return this.kept?.instruments.get(name) as Gauge;
  }
}

/** What `look` answers, or null when it fails or takes too long. */
async function within<T>(ms: number, look: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  try {
    return await Promise.race([look().catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
