import { decide } from '../head/raise';
import {
  isRaisedLevel,
  raisedLevels,
  type HeadWeights,
  type RaisedLevel,
  type RaiseTo,
  type Target,
} from '../head/weights';
import { severityRank, type Severity } from '../severity';
import type { Category } from '../signal';
import type { Row } from './rows';
import { unseenKinds, type Unseen } from './unseen';
import { deserves } from './written-sentence';

/** What a model that had not seen a row says of it, beside the row: a probability for each target. */
export interface Told {
  readonly row: Row;
  readonly of: (target: Target) => number;
}

/** What was read with the head, or without it. */
export interface Read {
  readonly severity: Severity;
  readonly hold: boolean;
}

export type Choice = Pick<HeadWeights, 'targets' | 'raise' | 'holdFrom'>;

/** Of what is raised, this share must deserve it. */
const leastRight = 0.9;
/** Of what needs nobody, at most this share may be raised by the head. */
const mostWrongOfGreen = 0.0025;
/** Of replies that carry somebody, at most this share may be raised by the head. */
const mostWrongOfSupportive = 0;
/** A category in which fewer raises were right has not shown that it earns its place. */
const fewestRight = 5;
const leastHoldsRight = 0.9;
const candidates = Array.from({ length: 50 }, (_, at) => 0.5 + at / 100);

/** From which probability on to raise, and of which categories: what earns its place on rows it had not seen. */
export function chooseRaises(targets: Target[], kinds: Record<Unseen, readonly Told[]>): Choice {
  const categories = targets.filter(
    (target): target is Category => !isRaisedLevel(target) && target !== 'HOLD' && target !== 'DRIFT',
  );
  const raise: Partial<Record<RaisedLevel, RaiseTo>> = {};
  for (const level of raisedLevels) {
    if (!targets.includes(level)) continue;
    const chosen = chooseLevel(targets, level, categories, kinds);
    if (chosen !== undefined) raise[level] = chosen;
  }
  return {
    targets,
    raise,
    holdFrom: targets.includes('HOLD') ? chooseHold({ targets, raise, holdFrom: null }, kinds) : null,
  };
}

/** What the head makes of a row under a choice. */
export function readWith(choice: Choice, { row, of }: Told): Read {
  const { severity, hold } = row.byRules;
  if (!row.isKnown) return { severity, hold };
  const decided = decide({ kept: choice }, of, { severity, hold });
  if (decided === undefined) return { severity, hold };
  const isHeld = choice.holdFrom !== null && of('HOLD') >= choice.holdFrom;
  return {
    severity: severityRank(decided.severity) > severityRank(severity) ? decided.severity : severity,
    hold: hold || isHeld,
  };
}

function chooseLevel(
  targets: Target[],
  level: RaisedLevel,
  all: readonly Category[],
  kinds: Record<Unseen, readonly Told[]>,
): RaiseTo | undefined {
  const raisedAs = (to: RaiseTo, unseen: Unseen): Told[] => raisedBy(targets, level, to, kinds[unseen]);
  for (const from of candidates) {
    const earning = all.filter((category) => earns(raisedAs({ from, categories: [category] }, 'WRITER')));
    const to: RaiseTo = { from, categories: earning };
    if (earning.length > 0 && unseenKinds.every((unseen) => isCareful(raisedAs(to, unseen), kinds[unseen]))) return to;
  }
  return undefined;

  /** On writers it had not met, a category must show that its raises are right. */
  function earns(raised: readonly Told[]): boolean {
    const right = raised.filter(({ row }) => deserves(row.sentence, level) !== false).length;
    return right >= fewestRight && right >= leastRight * raised.length;
  }

  /** Wherever it is put, even to ways of speaking it never met, it leaves alone what needs nobody. */
  function isCareful(raised: readonly Told[], rows: readonly Told[]): boolean {
    const wrongOf = (among: (told: Told) => boolean): number =>
      raised.filter((told) => among(told) && deserves(told.row.sentence, level) === false).length /
      Math.max(1, rows.filter(among).length);
    return (
      wrongOf(({ row }) => row.sentence.severity === 'GREEN') <= mostWrongOfGreen &&
      wrongOf(({ row }) => row.sentence.about === 'supportive_reply') <= mostWrongOfSupportive
    );
  }
}

function raisedBy(targets: Target[], level: RaisedLevel, to: RaiseTo, rows: readonly Told[]): Told[] {
  const choice: Choice = { targets, raise: { [level]: to }, holdFrom: null };
  return rows.filter((told) => readWith(choice, told).severity !== told.row.byRules.severity);
}

function chooseHold(choice: Choice, kinds: Record<Unseen, readonly Told[]>): number | null {
  for (const holdFrom of candidates) {
    const isGood = unseenKinds.every((unseen) => {
      const held = kinds[unseen].filter(
        (told) => readWith({ ...choice, holdFrom }, told).hold && !told.row.byRules.hold,
      );
      const right = held.filter(({ row }) => row.sentence.hold !== false).length;
      return right >= (unseen === 'WRITER' ? fewestRight : 0) && right >= leastHoldsRight * held.length;
    });
    if (isGood) return holdFrom;
  }
  return null;
}
