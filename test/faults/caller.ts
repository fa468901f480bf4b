import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '@kring/testing';
import type { Dice } from './dice';
import type { Weather } from './weather';

/** Codes after which the same is sent again: the service says that it may, or nobody answered at all. */
const again: ReadonlySet<string> = new Set(['none', 'HTTP 503', 'SERVICE_UNAVAILABLE']);
const patienceMs = 6000;

/** An answer, or the code of the refusal that came instead. */
export type Said<Value> =
  | {
      readonly kind: 'done';
      readonly value: Value;
      readonly tries: number;
      /** When the request was sent that was answered. */
      readonly sentAt: number;
    }
  | { readonly kind: 'refused'; readonly code: string; readonly tries: number };

/** Somebody's client: asks whichever process is at hand, and the same again until somebody answers, in the end. */
export class Caller {
  constructor(
    private readonly urls: readonly string[],
    private readonly weather: Weather,
    private readonly dice: Dice,
    private readonly giveUp: AbortSignal,
  ) {}

  /** Sends one mutation as often as it takes. `twice` sends each try as an impatient client does: two at once. */
  mutate<Value extends object>(
    token: string,
    name: string,
    input: Readonly<Record<string, unknown>>,
    fields: string,
    twice = false,
  ): Promise<Said<Value>> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${fields} ... on Problem { code } } }`;
    return this.send<Value>(token, name, query, { input }, twice);
  }

  /** Asks one question as often as it takes; null is an answer. */
  query<Value>(
    token: string,
    name: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Said<Value>> {
    return this.send<Value>(token, name, query, variables, false);
  }

  private async send<Value>(
    token: string,
    name: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    twice: boolean,
  ): Promise<Said<Value>> {
    for (let tries = 1; ; tries += 1) {
      this.giveUp.throwIfAborted();
      const sentAt = Date.now();
      const answers = await Promise.all(
        Array.from({ length: twice ? 2 : 1 }, () => this.once<Value>(this.dice.one(this.urls), token, name, query, variables)), // prettier-ignore
      );
      const done = answers.find((one) => 'value' in one);
      const refused = answers.find((one) => !('value' in one) && !again.has(one.code));
      if (done || refused) this.weather.waits.delete(this);
      if (done) return { kind: 'done', value: done.value, tries, sentAt };
      for (const one of answers) if (!('value' in one)) this.weather.met(one.code);
      if (refused && !('value' in refused)) return { kind: 'refused', code: refused.code, tries };
      this.weather.waits.set(this, `${name} ${JSON.stringify(answers)} tried ${tries} times`);
      await pause(80 + this.dice.between(0, 120));
    }
  }

  private async once<Value>(
    url: string,
    token: string,
    name: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly value: Value } | { readonly code: string }> {
    const sentAt = Date.now();
    const hangUp = new AbortController();
    const patience = setTimeout(() => hangUp.abort(), patienceMs);
    const answer = await ask<Record<string, Value>>(url, query, variables, { token, signal: hangUp.signal })
      .catch(() => null)
      .finally(() => clearTimeout(patience));
    if (!answer) return { code: 'none' };
    const error = answer.errors[0];
    if (error) {
      const { code, retryAt } = error.extensions ?? {};
      if (code === 'SERVICE_UNAVAILABLE' && (answer.data !== null || !retryAt || !answer.retryAfter))
        this.weather.wrong.push(`${name}: half an answer, or none that says when to come back: ${answer.text}`);
      return { code: code ?? `HTTP ${answer.status}` };
    }
    const value = answer.data?.[name];
    if (value === undefined) return { code: `HTTP ${answer.status}` };
    const problem = value as { code?: string; __typename?: string } | null;
    if (problem?.__typename === 'Problem') return { code: problem.code ?? 'Problem' };
    this.weather.served(url, name, sentAt);
    return { value };
  }
}
