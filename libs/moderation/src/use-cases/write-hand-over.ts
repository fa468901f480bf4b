import { Inject, Injectable } from '@nestjs/common';
import { PromisesReader } from '@kring/asides';
import { type Clock, type Id } from '@kring/kernel';
import { type DutyRecord, shareGroup } from '@kring/organisations';
import { CLOCK, newId, type Transaction } from '@kring/platform';
import { type HandOverLine, linesOf } from '../domain/hand-over';
import { FollowUps } from '../follow-up';
import { HandOvers } from '../storage/hand-overs';

/** Writes what the next one should know when a duty ends. */
@Injectable()
export class WriteHandOver {
  constructor(
    @Inject(HandOvers) private readonly handOvers: HandOvers,
    @Inject(PromisesReader) private readonly promises: PromisesReader,
    @Inject(FollowUps) private readonly followUps: FollowUps,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What would stand in it now. */
  async lines(transaction: Transaction, duty: DutyRecord, isHandedOn: boolean): Promise<HandOverLine[]> {
    const { organisationId, staffId, groupIds, startedAt } = duty;
    const now = this.clock.now();
    const scope = { organisationId, staffId, groupIds, since: startedAt, now };
    const [facts, promises, followed] = await Promise.all([
      this.handOvers.facts(transaction, scope),
      this.promises.open(transaction, organisationId),
      this.followUps.followed(transaction, organisationId, groupIds),
    ]);
    const promised = promises.filter((one) => shareGroup(groupIds, [one.groupId])).map((one) => one.id);
    return linesOf({ ...facts, promised, followed }, isHandedOn);
  }

  /** Keeps it, before claims are let go. Answers its id. */
  async keep(
    transaction: Transaction,
    duty: DutyRecord,
    how: { readonly text: string; readonly isHandedOn: boolean; readonly isSigned: boolean; readonly endedAt: Date },
  ): Promise<Id> {
    const lines = await this.lines(transaction, duty, how.isHandedOn);
    const { organisationId, id: dutyId } = duty;
    const id = newId(this.clock.now());
    const { text, isSigned, endedAt } = how;
    await this.handOvers.add(transaction, { organisationId, id, dutyId, text, endedAt, isSigned }, lines);
    return id;
  }
}
