import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { type Answer, ask, type RunningKring } from '@kring/testing';
import { pathsTo } from './canaries';
import type { CanaryWorld } from './canary-world';
import { type Kind, knownIds, madeUp, mayKnow, type Slot, slotsOf, triesAt } from './known-ids';
import { type Operation, variablesFor } from './operations';
import { asReader, leaksIn, type Reader } from './readers';

/** Words that a client could write down instead of finding, so that an operation gets as far as it can. */
const words: Readonly<Record<string, unknown>> = {
  language: 'nl',
  nickname: 'Zachte Golf',
  passphrase: 'vijf heel andere woorden hier',
  newPassphrase: 'vijf heel andere woorden hier',
  oneTimeCode: '000000',
  from: '09:00',
  to: '17:00',
  onDate: null,
  startsOn: null,
  endsOn: null,
  after: null,
  first: 50,
};

/** Where names of accounts are tried: looking for somebody costs a hash, and does not look at who asks. */
const triesNames = ['somebody signed out', 'a member of another group', 'a moderator of another organisation'];

/** Walks operations as readers do, and writes down what somebody comes across or can tell that is not theirs. */
export class Walk {
  /** How many answers were looked at. */
  answers = 0;
  /** Every place of an operation that was walked with something that is there. */
  readonly places = new Set<string>();
  private readonly known: ReturnType<typeof knownIds>;

  constructor(
    private readonly kring: RunningKring,
    private readonly world: CanaryWorld,
    private readonly schema: GraphQLSchema,
    /** Called now and then, so that limits on tries do not stand in the way of a walk. */
    private readonly rest: () => Promise<unknown>,
  ) {
    this.known = knownIds(world);
  }

  /** What one reader comes across or can tell by one operation, by all that they may try; each with its path. */
  async leaksOf(reader: Reader, operation: Operation): Promise<string[]> {
    const leaks: string[] = [];
    const slots = slotsOf(this.schema, operation);
    if (slots.length === 0) await this.answerTo(reader, operation, this.variables(operation, slots, null, ''), leaks);
    for (const slot of slots) {
      if (slot.kind === 'signInName' && !triesNames.includes(reader.name)) continue;
      await this.rest();
      const clientKey = randomUUID();
      const variables = (value: string) => this.variables(operation, slots, slot, value, clientKey);
      const nothing = await this.answerTo(reader, operation, variables(madeUp(slot.kind, randomUUID())), leaks);
      if (operation.kind === 'mutation') leaks.push(...refusalOf(reader, operation, nothing.text));
      for (const known of triesAt(slot, this.known)) {
        const mayTell = mayKnow(known, reader.may);
        // Whoever may know it may do something with it, and that is for other tests.
        if (mayTell && operation.kind === 'mutation') continue;
        const answer = await this.answerTo(reader, operation, variables(known.id), leaks);
        this.places.add(`${operation.kind} ${operation.field} ${operation.part} by ${slot.place}`);
        if (!mayTell && (answer.text !== nothing.text || answer.status !== nothing.status)) {
          leaks.push(
            `${reader.name} can tell ${known.what} from nothing by ${operation.kind} ${operation.field} (${slot.place}): ` +
              `${answer.text.slice(0, 300)} instead of ${nothing.text.slice(0, 300)}`,
          );
        }
      }
    }
    return leaks;
  }

  /** All of it, a few operations side by side; without what was said twice. */
  async leaks(readers: readonly Reader[], operations: readonly Operation[]): Promise<string[]> {
    const turns = readers.flatMap((reader) => operations.map((operation) => ({ reader, operation })));
    const leaks: string[] = [];
    const next = turns.values();
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (const { reader, operation } of next) leaks.push(...(await this.leaksOf(reader, operation)));
      }),
    );
    return [...new Set(leaks)].sort();
  }

  /** Looks through one answer. */
  async answerTo(
    reader: Reader,
    operation: Pick<Operation, 'kind' | 'field' | 'document'>,
    variables: Readonly<Record<string, unknown>>,
    leaks: string[],
  ): Promise<Answer<Record<string, unknown>>> {
    const answer = await ask(this.kring.url, operation.document, variables, asReader(reader));
    this.answers += 1;
    for (const { place, word } of leaksIn(this.world, answer.text, reader)) {
      const paths = pathsTo(answer.data, word).join(', ') || 'an error';
      leaks.push(`${reader.name} reads "${place}" by ${operation.kind} ${operation.field} at ${paths}`);
    }
    for (const error of answer.errors) {
      if (['NOT_SIGNED_IN', 'NOT_ALLOWED'].includes(error.extensions?.code ?? '')) continue;
      leaks.push(
        `${reader.name} breaks ${operation.field}(${JSON.stringify(variables)}): ${JSON.stringify(answer.errors)}`,
      );
    }
    return answer;
  }

  /** `value` at the slot that is tried; what is there, or nothing where that is allowed, at the others. */
  private variables(
    operation: Operation,
    slots: readonly Slot[],
    tried: Slot | null,
    value: string,
    clientKey: string = randomUUID(),
  ): Record<string, unknown> {
    const at = new Map(slots.map((slot) => [slot.place, slot]));
    const filled = (kind: Kind): string => (kind === 'signInName' ? 'niemand anders' : (this.known[kind][0]?.id ?? ''));
    return variablesFor(this.schema, operation, (name, _type, place) => {
      if (name === 'clientKey') return clientKey;
      if (tried?.place === place) return value;
      const slot = at.get(place);
      if (slot) return slot.isOptional ? null : filled(slot.kind);
      return name in words ? words[name] : undefined;
    });
  }
}

const refusals = [
  'NOT_FOUND',
  'NOT_ALLOWED',
  'NOT_SIGNED_IN',
  'INVALID_INPUT',
  'INVITATION_UNUSABLE',
  'SIGN_IN_FAILED',
  'RECOVERY_FAILED',
  'ONE_TIME_CODE_WRONG',
  'STAFF_CANNOT_JOIN',
  'STALE',
  'NOT_CLAIMED',
  'NOT_ON_DUTY',
  // Of the thread or the group, which whoever is told them knows.
  'THREAD_PAUSED',
  'MEMBERSHIP_PAUSED',
];

/** What is wrong when somebody does something to what is not there, and is not refused. */
function refusalOf(reader: Reader, operation: Operation, text: string): string[] {
  const { data } = JSON.parse(text) as { data?: Record<string, { code?: string }> };
  const code = data?.[operation.field]?.code ?? '';
  return refusals.includes(code) ? [] : [`${reader.name} is told ${text.slice(0, 300)} by ${operation.field}`];
}
