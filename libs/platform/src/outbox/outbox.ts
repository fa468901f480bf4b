import { Inject, Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { Id } from '@kring/kernel';
import { newId } from '../database/new-id';
import type { Transaction } from '../database/unit-of-work';
import { Traces } from '../traces/traces';
import type { EventType } from './event';

/** Writes news in the transaction that makes it; wakes the dispatcher after the commit. */
@Injectable()
export class Outbox {
  /** Rings after a commit that left news. */
  readonly woken = new Subject<void>();

  constructor(@Inject(Traces) private readonly traces: Traces = new Traces()) {}

  async add<Payload extends Readonly<Record<string, string | null>>>(
    transaction: Transaction,
    organisationId: Id,
    type: EventType<Payload>,
    payload: Payload,
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO outbox (organisation_id, id, type, live, payload, trace) VALUES ($1, $2, $3, $4, $5, $6)`,
      [organisationId, newId(), type.name, type.live, JSON.stringify(payload), this.traces.mark()],
    );
    transaction.afterCommit(() => this.woken.next());
  }
}
