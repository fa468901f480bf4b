import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type DataLoader from 'dataloader';
import type { Actor } from '../database/actor';
import type { Language } from '../messages/language';

/** What an answer may say to the transport; absent on sockets. */
export interface Reply {
  setSession(token: string | null): void;
  /** A random mark of this device for limits on tries; says nothing about the person. */
  readonly deviceMark: string;
  readonly addressMark: string;
}

/** One GraphQL request, or one event of a subscription. */
export interface KringContext {
  readonly actor: Actor;
  readonly language: Language;
  readonly reply: Reply | null;
  readonly loaders: Map<string, DataLoader<string, unknown>>;
}

export function contextOf(execution: ExecutionContext): KringContext {
  return GqlExecutionContext.create(execution).getContext<KringContext>();
}

export const CurrentActor = createParamDecorator((_: unknown, execution: ExecutionContext) => contextOf(execution).actor);
export const CurrentLanguage = createParamDecorator((_: unknown, execution: ExecutionContext) => contextOf(execution).language);
