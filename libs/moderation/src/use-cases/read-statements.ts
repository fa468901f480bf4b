import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, SETTINGS, type Settings } from '@kring/platform';
import {
  appealUntil,
  fateOf,
  fateOfMeasure,
  type FirstLook,
  isAboutMember,
  mayAppeal,
  mayDecideAppeal,
  type StatementFate,
} from '../domain/statements';
import type { StandingStatement } from '../storage/statements';

/** What became of a statement whose post and member were read with it. */
export function fateOfStanding(statement: StandingStatement, now: Date): StatementFate {
  const { kind, memberState, postState: state, postRevision: revision } = statement;
  if (isAboutMember(kind)) return fateOfMeasure({ ...statement, kind }, memberState, now);
  return fateOf({ ...statement, kind }, state === null || revision === null ? null : { state, revision });
}

/** What a reader may do with a statement today. */
@Injectable()
export class ReadStatements {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_APPEAL_DAYS'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  fate(statement: StandingStatement): StatementFate {
    return fateOfStanding(statement, this.clock.now());
  }

  until(statement: StandingStatement): Date {
    return appealUntil(statement.at, this.settings.KRING_APPEAL_DAYS);
  }

  /** Whether its reader can ask another person to look; `isTheirs`: it is about them. */
  mayAppeal(statement: StandingStatement, isTheirs: boolean): boolean {
    if (!isTheirs) return false;
    const fate = this.fate(statement);
    const isAppealed = statement.appealId !== null;
    return mayAppeal({ fate, isAppealed, until: this.until(statement) }, this.clock.now()).ok;
  }

  mayDecide(staff: { readonly staffId: Id; readonly role: string }, first: FirstLook): boolean {
    return mayDecideAppeal(staff, first).ok;
  }
}
