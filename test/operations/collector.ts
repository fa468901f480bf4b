import { createServer, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** A span as a collector gets it. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes?: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Batch {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[] }[];
}

/** A small OpenTelemetry collector: takes traces by OTLP over HTTP as JSON, and keeps them as they came. */
export class Collector {
  readonly spans: ReceivedSpan[] = [];
  /** Everything that came, as it came. */
  text = '';
  /** How many requests came, answered or not. */
  requests = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** `answers` says how: as it should, with an error, or never. */
  static async listen(answers: 'well' | 'an error' | 'never' = 'well'): Promise<Collector> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a listener has a port');
    const collector = new Collector(server, `http://127.0.0.1:${address.port}/v1/traces`);
    server.on('request', (request, response) => {
      collector.requests += 1;
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        if (answers === 'never') return;
        if (answers === 'an error') return void response.writeHead(503).end();
        const body = Buffer.concat(pieces);
        collector.take((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8'));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    return collector;
  }

  /** Waits until a span that fits has come. */
  async until(fits: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> {
    for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const found = this.spans.find(fits);
      if (found) return found;
    }
    throw new Error(`no such span came: ${[...new Set(this.spans.map((span) => span.name))].join(', ')}`);
  }

  /** Waits until somebody tried to send something. */
  async tried(): Promise<void> {
    for (const end = Date.now() + 15_000; this.requests === 0; await new Promise((resolve) => setTimeout(resolve, 50)))
      if (Date.now() > end) throw new Error('nothing was sent');
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private take(text: string): void {
    this.text += text;
    for (const { scopeSpans } of (JSON.parse(text) as Batch).resourceSpans)
      for (const { spans } of scopeSpans) this.spans.push(...spans);
  }
}
