import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type DataLoader from 'dataloader';
import type { Actor } from '../database/actor';
import type { Language } from '../messages/language';

/** Where a request comes from, for limits on tries, and what its answer may say to the transport; absent on sockets. */
export interface Reply {
  /** Sets or takes away the session cookie. */
  setSession(token: string | null): void;
  /** A random mark of this device; says nothing about the person. */
  readonly deviceMark: string;
  /** A keyed hash of the address, gone when this process ends; never kept or logged. */
  readonly addressMark: string;
  /** Whether this device has signed in to this account before, so that strangers' tries do not lock its owner out. */
  isKnownTo(accountKey: string): boolean;
  rememberFor(accountKey: string): void;
}

/** One GraphQL request, or one event of a subscription. */
export interface KringContext {
  /** Changes once at most, by {@link actAs}: when an operation signs somebody in or lets them into a group. */
  actor: Actor;
  readonly language: Language;
  readonly reply: Reply | null;
  readonly loaders: Map<string, DataLoader<string, unknown>>;
  /** A random mark by which the log lines of one request are found together; says nothing about who asked. */
  readonly request?: string;
  /** The code of the last problem that was answered. */
  problem?: string | null;
}

/** What the rest of this operation is read as: the rights that it has just given. */
export function actAs(context: KringContext, actor: Actor): void {
  context.actor = actor;
  context.loaders.clear();
}

export function contextOf(execution: ExecutionContext): KringContext {
  return GqlExecutionContext.create(execution).getContext<KringContext>();
}

export const CurrentActor = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => contextOf(execution).actor,
);
export const CurrentLanguage = createParamDecorator(
  (_: unknown, execution: ExecutionContext) => contextOf(execution).language,
);
