import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, invalid, notFound, ok, type Problem, readText, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, newId, once, UnitOfWork } from '@kring/platform';
import { sideOf } from '../domain/aside';
import { promiseLimit } from '../domain/limits';
import { readPromise } from '../domain/promise';
import { Asides, peopleOf } from '../storage/asides';
import { PromisesReader, PromiseWriter } from '../storage/promises';
import type { PromiseRecord } from '../storage/records';

export interface MakePromiseInput {
  readonly clientKey: string;
  readonly messageId: Id;
  /** A sentence of that message. */
  readonly sentence: string;
  readonly dueAt: Date;
}

/** A moderator marks a sentence of theirs as a promise with a day, so that whoever is on duty then can keep it. */
@Injectable()
export class MakePromise {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(PromisesReader) private readonly reader: PromisesReader,
    @Inject(PromiseWriter) private readonly writer: PromiseWriter,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: MakePromiseInput): Promise<Result<PromiseRecord, Problem>> {
    const sentence = readText(input.sentence, { field: 'sentence', limit: promiseLimit, filled: true });
    if (!sentence.ok) return sentence;
    return this.work.as(actor, async (transaction): Promise<Result<PromiseRecord, Problem>> => {
      const message = await this.asides.message(transaction, input.messageId);
      if (!message || sideOf(peopleOf(actor), message) !== 'STAFF') return fail({ ...notFound, field: 'messageId' });
      if (message.byMember) return fail(invalid('sentence', 'not_said'));
      const { organisationId, groupId, membershipId, staffId, asideId } = message;
      const { clientKey, ...asked } = input;
      const key = { ...asked, dueAt: asked.dueAt.toISOString() };
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'make-promise', clientKey, input: key },
        async () => {
          const at = this.clock.now();
          const promised = readPromise(message.text, sentence.value, input.dueAt, at);
          if (!promised.ok) return promised;
          const id = newId(at);
          const place = { organisationId, groupId, membershipId, staffId, asideId, messageId: message.id };
          await this.writer.add(transaction, {
            ...place,
            id,
            sentence: promised.value,
            dueAt: input.dueAt,
            madeAt: at,
          });
          await this.audit.record(transaction, organisationId, 'promise.made', { promise: id, aside: asideId });
          return ok({ promiseId: id });
        },
      );
      if (!made.ok) return made;
      const promise = await this.reader.promise(transaction, made.value['promiseId'] ?? '');
      return promise ? ok(promise) : fail(notFound);
    });
  }
}
