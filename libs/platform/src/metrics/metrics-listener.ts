import { createServer, type Server } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings/settings';
import { Metrics } from './metrics';

/** Serves the metrics on an address of their own, never on the one that people use. Off unless its port is set. */
@Injectable()
export class MetricsListener implements OnApplicationShutdown {
  private server: Server | null = null;

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Where it listens; null when it does not. */
  get port(): number | null {
    const address = this.server?.address();
    return typeof address === 'object' && address !== null ? address.port : null;
  }

  /** Rejects, naming the setting, when it cannot listen there. */
  async start(): Promise<void> {
    const { KRING_METRICS_PORT: port, KRING_METRICS_HOST: host } = this.settings;
    if (port === undefined) return;
    await this.metrics.start();
    const server = createServer((request, response) => {
      request.resume();
      if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
      this.metrics.text().then(
        ({ type, text }) => response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    server.headersTimeout = server.requestTimeout = 5000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          new Error(`KRING_METRICS_PORT or KRING_METRICS_HOST cannot be listened on (${error.code ?? 'unknown'})`),
        ),
      );
      server.listen(port, host, resolve);
    });
    this.server = server;
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
