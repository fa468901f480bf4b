import type { Id } from '@kring/kernel';

/** News of something that happened. Carries ids, never a person's words. */
export interface DomainEvent<
  Payload extends Readonly<Record<string, string | null>> = Readonly<Record<string, string | null>>,
> {
  readonly id: Id;
  readonly organisationId: Id;
  readonly type: string;
  readonly payload: Payload;
}

/** A kind of event: its name, and whether open screens may want to hear of it at once. */
export interface EventType<Payload extends Readonly<Record<string, string | null>>> {
  readonly name: string;
  readonly live: boolean;
  /** Only for the type checker. */
  readonly payload?: Payload;
}

export function eventType<Payload extends Readonly<Record<string, string | null>>>(
  name: string,
  options: { readonly live?: boolean } = {},
): EventType<Payload> {
  return { name, live: options.live ?? false };
}
