import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import type { Attributes, Context, Link, Span, SpanContext, Tracer } from '@opentelemetry/api';
import { SETTINGS, type Settings } from '../settings/settings';
import { statementName } from './statement-name';

/** A collector that is slow or away costs this much of the end of a process, and no more. */
const farewellMs = 1000;
const exportWithinMs = 5000;

/** A piece of work that is watched. Its span may change: an operation takes the place of the request that carries it. */
export interface Watched {
  span: Span;
  readonly first: Span;
}

interface On {
  readonly tracer: Tracer;
  readonly parent: (span: Span) => Context;
  readonly shutdown: () => Promise<void>;
  readonly share: number;
  readonly failed: number;
}

type Settled = Pick<Settings, 'KRING_OTLP_URL' | 'KRING_TRACE_PERCENT' | 'KRING_ROLE'>;

/**
 * OpenTelemetry traces: which steps a request took and how long each, from the request over its operation and units of
 * work to the delivery of the news it wrote. Names come from the schema, the tables and the event types; there are no
 * parameters, no words, no messages of errors, and no ids of people. Off unless KRING_OTLP_URL is set; the library is
 * loaded only then.
 */
@Injectable()
export class Traces implements OnApplicationShutdown {
  private on: On | null = null;
  private readonly here = new AsyncLocalStorage<Watched>();

  constructor(@Optional() @Inject(SETTINGS) private readonly settings: Settled | null = null) {}

  /** Loads the library and begins, when there is somewhere to send to. A collector that does not answer harms nothing. */
  async start(): Promise<void> {
    const { settings } = this;
    if (!settings?.KRING_OTLP_URL) return;
    const [api, sdk, exporter, resources] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    const to = new exporter.OTLPTraceExporter({
      url: settings.KRING_OTLP_URL,
      timeoutMillis: exportWithinMs,
      concurrencyLimit: 2,
    });
    const provider = new sdk.BasicTracerProvider({
      resource: resources.resourceFromAttributes({ 'service.name': `kring-${settings.KRING_ROLE}` }),
      // What cannot be sent is dropped: 2048 spans at most wait in memory.
      spanProcessors: [
        new sdk.BatchSpanProcessor(to, {
          maxQueueSize: 2048,
          maxExportBatchSize: 256,
          scheduledDelayMillis: 1000,
          exportTimeoutMillis: exportWithinMs,
        }),
      ],
    });
    this.on = {
      tracer: provider.getTracer('kring'),
      parent: (span) => api.trace.setSpan(api.ROOT_CONTEXT, span),
      shutdown: () => provider.shutdown(),
      share: settings.KRING_TRACE_PERCENT / 100,
      failed: api.SpanStatusCode.ERROR,
    };
  }

  async onApplicationShutdown(): Promise<void> {
    const { on } = this;
    this.on = null;
    if (!on) return;
    await Promise.race([on.shutdown().catch(() => undefined), pause(farewellMs)]);
  }

  /** Begins to watch something that came from outside, or not: a share of all is watched. A client has no say in it. */
  begin(name: string, attributes: Attributes): Watched | null {
    const { on } = this;
    if (!on || Math.random() >= on.share) return null;
    const span = on.tracer.startSpan(name, { attributes, root: true });
    return { span, first: span };
  }

  /** Runs `then`, and all that follows from it, as part of what is watched. */
  enter<T>(watched: Watched | null, then: () => T): T {
    return watched ? this.here.run(watched, then) : then();
  }

  /** What follows is done for this operation. */
  operation(name: string): void {
    const watched = this.here.getStore();
    if (!watched || !this.on) return;
    watched.span = this.on.tracer.startSpan(name, {}, this.on.parent(watched.first));
  }

  /** How it ended; `failed` when it was our fault. */
  end(watched: Watched | null, attributes: Attributes, failed: boolean): void {
    if (!watched) return;
    for (const span of new Set([watched.span, watched.first])) {
      span.setAttributes(attributes);
      if (failed) span.setStatus({ code: this.on?.failed ?? 2 });
      span.end();
    }
  }

  /** A step of what is watched here; plain `work` when nothing is. */
  async step<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
    const watched = this.on && this.here.getStore();
    if (!this.on || !watched) return work();
    return this.carryOut(this.on.tracer.startSpan(name, { attributes }, this.on.parent(watched.span)), work);
  }

  /** One statement, by what it does and to which table. */
  statement<T>(sql: string, work: () => Promise<T>): Promise<T> {
    return this.on && this.here.getStore() ? this.step(statementName(sql), {}, work) : work();
  }

  /** Where we are, for whoever goes on with this later; null when it is not watched. */
  mark(): string | null {
    const context = this.on && this.here.getStore()?.span.spanContext();
    return context ? `${context.traceId}-${context.spanId}` : null;
  }

  /** Goes on with what {@link mark} marked, as a trace of its own that is linked to it. Plain `work` without a mark. */
  async follow<T>(mark: string | null, name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
    const context = readMark(mark);
    if (!this.on || !context) return work();
    const links: Link[] = [{ context }];
    return this.carryOut(this.on.tracer.startSpan(name, { attributes, links, root: true }), work);
  }

  private async carryOut<T>(span: Span, work: () => Promise<T>): Promise<T> {
    try {
      return await this.here.run({ span, first: span }, work);
    } catch (error) {
      // The name of an error is ours; its message may hold what somebody wrote.
      span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
      span.setStatus({ code: this.on?.failed ?? 2 });
      throw error;
    } finally {
      span.end();
    }
  }
}

function readMark(mark: string | null): SpanContext | null {
  const [, traceId, spanId] = /^([0-9a-f]{32})-([0-9a-f]{16})$/.exec(mark ?? '') ?? [];
  return traceId && spanId ? { traceId, spanId, traceFlags: 1, isRemote: true } : null;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
