import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, SETTINGS, type Settings } from '@kring/platform';
import {
  appealUntil,
  fateOf,
  type FirstLook,
  mayAppeal,
  mayDecideAppeal,
  type StatementFate,
} from '../domain/statements';
import type { StandingStatement } from '../storage/statements';

/** What became of a statement whose post was read with it. */
export function fateOfStanding(statement: StandingStatement): StatementFate {
  const { postState: state, postRevision: revision } = statement;
  return fateOf(statement, state === null || revision === null ? null : { state, revision });
}

/** What a reader may do with a statement today. */
@Injectable()
export class ReadStatements {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_APPEAL_DAYS'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  until(statement: StandingStatement): Date {
    return appealUntil(statement.at, this.settings.KRING_APPEAL_DAYS);
  }

  /** Whether one of these memberships can ask another person to look. */
  mayAppeal(statement: StandingStatement, membershipIds: readonly Id[]): boolean {
    if (!membershipIds.includes(statement.membershipId)) return false;
    const fate = fateOfStanding(statement);
    const isAppealed = statement.appealId !== null;
    return mayAppeal({ fate, isAppealed, until: this.until(statement) }, this.clock.now()).ok;
  }

  mayDecide(staff: { readonly staffId: Id; readonly role: string }, first: FirstLook): boolean {
    return mayDecideAppeal(staff, first).ok;
  }
}
