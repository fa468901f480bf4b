import { setTimeout as pause } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ask } from '@kring/testing';

interface Item {
  readonly severity: string;
  readonly thread: { readonly id: string };
}
interface Page {
  readonly edges: readonly { readonly node: Item }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const changed = `subscription ($id: ID!) { reviewItemChanged(organisationId: $id) { severity thread { id } } }`;
const queue = `query ($id: ID!, $after: String) { reviewItems(organisationId: $id, first: 50, after: $after) {
  edges { node { severity thread { id } } } pageInfo { hasNextPage endCursor } } }`;

/** A moderator's screen, as the web client keeps it: it hears what is new, and reads the queue again after each gap. */
export class Watch {
  /** When a thread was first on the screen as a crisis. */
  readonly crises = new Map<string, number>();
  /** Codes that its socket was closed with. */
  readonly closed: number[] = [];
  /** What ended its subscription for good. */
  readonly broken: unknown[] = [];
  private readonly client: Client;
  private place = 0;
  private ended = false;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly urls: readonly string[],
    private readonly organisationId: string,
    private readonly token: string,
  ) {
    let silence: NodeJS.Timeout | undefined;
    let isFirst = true;
    this.client = createClient({
      url: () => `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: () => pause(200),
      keepAlive: 2000,
      on: {
        ping: (received) => {
          if (!received) silence = setTimeout(() => this.client.terminate(), 2000);
        },
        pong: (received) => {
          if (received) clearTimeout(silence);
        },
        connected: () => {
          if (!isFirst) this.reading = this.reading.then(() => this.read());
          isFirst = false;
        },
        closed: (event) => {
          clearTimeout(silence);
          this.place += 1; // whatever stands before the processes leads to another one
          this.closed.push((event as { code?: number }).code ?? 0);
        },
      },
    });
    this.client.subscribe<{ reviewItemChanged: Item }>(
      { query: changed, variables: { id: organisationId } },
      {
        next: ({ data }) => data && this.note(data.reviewItemChanged),
        error: (error) => void this.broken.push(error),
        complete: () => void (this.ended || this.broken.push('it ended by itself')),
      },
    );
  }

  async end(): Promise<void> {
    this.ended = true;
    await this.client.dispose();
    await this.reading;
  }

  private get url(): string {
    return this.urls[this.place % this.urls.length] ?? '';
  }

  private note(item: Item): void {
    if (item.severity !== 'CRISIS' || this.crises.has(item.thread.id)) return;
    this.crises.set(item.thread.id, Date.now());
  }

  private async read(): Promise<void> {
    for (let after: string | null = null; !this.ended;) {
      const variables: Record<string, unknown> = { id: this.organisationId, after };
      const signal = AbortSignal.timeout(6000);
      const answer = await ask<{ reviewItems: Page | null }>(this.url, queue, variables, { token: this.token, signal }).catch(() => null); // prettier-ignore
      const page = answer?.data?.reviewItems;
      if (!page) {
        await pause(200);
        continue;
      }
      for (const { node } of page.edges) this.note(node);
      if (!page.pageInfo.hasNextPage) return;
      after = page.pageInfo.endCursor;
    }
  }
}
