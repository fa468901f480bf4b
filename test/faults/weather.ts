/** What asking met, counted. */
export class Weather {
  /** Answers that were no acknowledgement, by code; `none` when the connection failed or nobody answered in time. */
  readonly unanswered = new Map<string, number>();
  /** Posts that were kept though the answer never arrived. */
  keptUnanswered = 0;
  /** What was acknowledged, by what was asked. */
  readonly acknowledged = new Map<string, number>();
  /** When the latest request was sent that each process answered well, by its address. */
  readonly servedAt = new Map<string, number>();
  /** Answers that said something that is not so. */
  readonly wrong: string[] = [];

  /** Who asks in vain now, and what. */
  readonly waits = new Map<object, string>();

  met(code: string): void {
    count(this.unanswered, code);
  }

  served(url: string, operation: string, sentAt: number): void {
    count(this.acknowledged, operation);
    this.servedAt.set(url, Math.max(sentAt, this.servedAt.get(url) ?? 0));
  }

  get total(): number {
    return [...this.acknowledged.values()].reduce((sum, one) => sum + one, 0);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
