import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/unit-of-work';
import type { DomainEvent } from './event';

/** Something that listens to events. It runs at least once an event, and to effect exactly once: see the dispatcher. */
export interface EventHandler {
  /** A short slug, unique; also the reason under which the system acts. */
  readonly name: string;
  readonly types: readonly { readonly name: string }[];
  handle(transaction: Transaction, event: DomainEvent): Promise<void>;
}

/** Everybody who listens. Libraries register theirs when their module starts. */
@Injectable()
export class EventHandlers {
  private readonly byType = new Map<string, EventHandler[]>();

  register(handler: EventHandler): void {
    for (const type of handler.types) {
      const others = this.byType.get(type.name) ?? [];
      if (others.some((other) => other.name === handler.name))
        throw new Error(`two handlers are called ${handler.name}`);
      this.byType.set(type.name, [...others, handler]);
    }
  }

  of(type: string): readonly EventHandler[] {
    return this.byType.get(type) ?? [];
  }
}
