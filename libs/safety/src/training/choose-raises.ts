import { decide } from '../head/raise';
import { raisedLevels, type HeadWeights, type RaisedLevel, type RaiseTo, type Target } from '../head/weights';
import { severityRank, type Severity } from '../severity';
import type { Category } from '../signal';
import type { Row } from './rows';

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

/** A level is raised to only from where this share of what is raised deserves it, on rows that share nothing with the training. */
const leastRight = 0.8;
/** Of what needs nobody, at most this share may be raised by the head. */
const mostWrongOfGreen = 0.01;
/** Of replies that carry somebody, at most this share may be raised by the head. */
const mostWrongOfSupportive = 0.01;
/** A category in which fewer raises were right has not shown that it earns its place. */
const fewestRight = 3;
const leastHoldsRight = 0.9;
const candidates = Array.from({ length: 50 }, (_, at) => 0.5 + at / 100);

/** From which probability on to raise, and of which categories: what earns its place on every kind of unseen rows. */
export function chooseRaises(targets: Target[], kinds: readonly (readonly Told[])[]): Choice {
  const categories = targets.filter((target): target is Category => !isLevel(target) && target !== 'HOLD');
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
  kinds: readonly (readonly Told[])[],
): RaiseTo | undefined {
  for (const from of candidates) {
    const earning = all.filter((category) => kinds.every((rows) => earns(raisedBy(targets, level, { from, categories: [category] }, rows), rows))); // prettier-ignore
    const to: RaiseTo = { from, categories: earning };
    if (earning.length > 0 && kinds.every((rows) => isCareful(raisedBy(targets, level, to, rows), rows))) return to;
  }
  return undefined;

  function earns(raised: readonly Told[], rows: readonly Told[]): boolean {
    const right = raised.filter(deserves).length;
    return right >= fewestRight && isCareful(raised, rows);
  }

  function isCareful(raised: readonly Told[], rows: readonly Told[]): boolean {
    const right = raised.filter(deserves).length;
    const wrongOf = (among: (told: Told) => boolean): number =>
      raised.filter((told) => among(told) && !deserves(told)).length / Math.max(1, rows.filter(among).length);
    return (
      right >= leastRight * raised.length &&
      wrongOf(({ row }) => row.sentence.severity === 'GREEN') <= mostWrongOfGreen &&
      wrongOf(({ row }) => row.sentence.about === 'supportive_reply') <= mostWrongOfSupportive
    );
  }

  function deserves({ row }: Told): boolean {
    return severityRank(row.sentence.severity) >= severityRank(level);
  }
}

function raisedBy(targets: Target[], level: RaisedLevel, to: RaiseTo, rows: readonly Told[]): Told[] {
  const choice: Choice = { targets, raise: { [level]: to }, holdFrom: null };
  return rows.filter((told) => readWith(choice, told).severity !== told.row.byRules.severity);
}

function chooseHold(choice: Choice, kinds: readonly (readonly Told[])[]): number | null {
  for (const holdFrom of candidates) {
    const isGood = kinds.every((rows) => {
      const held = rows.filter((told) => readWith({ ...choice, holdFrom }, told).hold && !told.row.byRules.hold);
      const right = held.filter(({ row }) => row.sentence.hold).length;
      return right >= fewestRight && right >= leastHoldsRight * held.length;
    });
    if (isGood) return holdFrom;
  }
  return null;
}

function isLevel(target: Target): target is RaisedLevel {
  return (raisedLevels as readonly Target[]).includes(target);
}
