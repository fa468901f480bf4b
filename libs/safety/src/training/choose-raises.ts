import { decide, isHeld, isPlausible, leftToFinders, likeliest } from '../head/raise';
import { raisedLevels, type HeadWeights, type RaisedLevel, type RaiseTo, type Target } from '../head/weights';
import { severityRank, type Severity } from '../severity';
import { goodNews, isCategory, type Category } from '../signal';
import type { Row } from './rows';
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

export type Choice = Pick<HeadWeights, 'targets' | 'raise' | 'holdFrom' | 'names'>;

/** Of what is raised to a level, this share must deserve it, in each category that is raised. */
const leastRight = 0.55;
/** Nothing is raised that is a good deal likelier not to deserve it. */
const leastLikely = 0.45;
/** Of what needs nobody, at most this share may be raised to a level: a crisis calls people at night. */
const mostWrongOfGreen: Readonly<Record<RaisedLevel, number>> = { CRISIS: 0.005, RED: 0.017, AMBER: 0.008 };
/** Of replies that carry somebody, at most this share may be raised to a level, or held. */
const mostWrongOfSupportive = 0.01;
const mostHeldOfSupportive = 0.02;
/** A category in which fewer raises were right has not shown that it earns its place. */
const fewestRight = 5;
/** Of what the head holds, this share must be right to hold; and of what needs nobody, at most that share may be held. */
const leastHoldsRight = 0.8;
const mostHeldOfGreen = 0.017;
/** Of what is said to be about something, this share must be. */
const leastNamedRight = 0.8;
const candidates = Array.from({ length: 90 }, (_, at) => 0.1 + at / 100);

/**
 * From which probability on to raise, and of which categories: what earns its place on rows whose writers the model had not met. How
 * it does on ways of speaking that it had not met either is reported, not asked: most of what is said here is comfort, jest and the
 * past, and a model that was kept from one of these calls it a danger.
 */
export function chooseRaises(targets: Target[], told: readonly Told[]): Choice {
  const asked = told
    .filter(({ row }) => row.isKnown)
    .map(({ row, of }): Asked => ({ row, of, category: likeliest(targets, of) }))
    .filter(({ category }) => category !== undefined && category !== leftToFinders);
  const raise: Partial<Record<RaisedLevel, RaiseTo>> = {};
  for (const level of raisedLevels) {
    if (!targets.includes(level)) continue;
    const chosen = chooseLevel(level, targets, asked, told);
    if (chosen !== undefined) raise[level] = chosen;
  }
  const names = chooseNames(targets, told);
  const holdFrom = targets.includes('HOLD') ? chooseHold({ targets, raise, names }, asked, told) : null;
  return { targets, raise, holdFrom, names };
}

/** From which probability on each category is named: where enough of those that reach it are about that. */
function chooseNames(targets: readonly Target[], told: readonly Told[]): Partial<Record<Category, number>> {
  const names: Partial<Record<Category, number>> = {};
  for (const target of targets) {
    if (!isCategory(target) || target === leftToFinders) continue;
    const asked = told.filter(
      ({ row }) => row.isKnown && (goodNews.includes(target) || row.sentence.severity !== 'GREEN'),
    );
    const from = candidates.find((one) => {
      const named = asked.filter(({ of }) => of(target) >= one);
      const right = named.filter(({ row }) => row.sentence.categories.includes(target)).length;
      return right >= fewestRight && right >= leastNamedRight * named.length;
    });
    if (from !== undefined) names[target] = from;
  }
  return names;
}

/** A row of which the head may speak, and what it finds it to be about. */
interface Asked extends Told {
  readonly category: Category | undefined;
}

/** What the head makes of a row under a choice. */
export function readWith(choice: Choice, { row, of }: Told): Read {
  const { severity, hold } = row.byRules;
  if (!row.isKnown) return { severity, hold };
  const decided = decide({ kept: choice }, of, { severity, hold });
  if (decided === undefined) return { severity, hold };
  return {
    severity: severityRank(decided.severity) > severityRank(severity) ? decided.severity : severity,
    hold: hold || isHeld(choice, of, decided.category, decided.severity),
  };
}

const isGreen = ({ row }: Told): boolean => row.sentence.severity === 'GREEN';
const isSupportive = ({ row }: Told): boolean => row.sentence.about === 'supportive_reply';

function chooseLevel(
  level: RaisedLevel,
  targets: Target[],
  asked: readonly Asked[],
  told: readonly Told[],
): RaiseTo | undefined {
  const open = asked.filter(({ row }) => severityRank(row.byRules.severity) < severityRank(level));
  const isWrong = ({ row }: Told): boolean => deserves(row.sentence, level) === false;
  let best: RaiseTo | undefined;
  let mostRight = 0;
  for (const from of candidates.filter((one) => one >= leastLikely)) {
    const reaching = open.filter(({ of }) => of(level) >= from && isPlausible({ targets }, of, level));
    const categories = [...new Set(reaching.flatMap(({ category }) => category ?? []))].sort().filter((category) => {
      const raised = reaching.filter((one) => one.category === category);
      const right = raised.filter((one) => !isWrong(one)).length;
      return right >= fewestRight && right >= leastRight * raised.length;
    });
    const raised = reaching.filter(({ category }) => category !== undefined && categories.includes(category));
    const wrong = raised.filter(isWrong);
    const right = raised.length - wrong.length;
    const isCareful =
      wrong.filter(isGreen).length <= mostWrongOfGreen[level] * told.filter(isGreen).length &&
      wrong.filter(isSupportive).length <= mostWrongOfSupportive * told.filter(isSupportive).length;
    if (!isCareful || right <= mostRight) continue;
    best = { from, categories };
    mostRight = right;
  }
  return best;
}

function chooseHold(choice: Omit<Choice, 'holdFrom'>, asked: readonly Asked[], told: readonly Told[]): number | null {
  const open = asked.filter(({ row }) => !row.byRules.hold);
  for (const from of candidates) {
    const held = open.filter((one) => readWith({ ...choice, holdFrom: from }, one).hold);
    const right = held.filter(({ row }) => row.sentence.hold !== false).length;
    const isCareful =
      held.filter(isGreen).length <= mostHeldOfGreen * told.filter(isGreen).length &&
      held.filter(isSupportive).length <= mostHeldOfSupportive * told.filter(isSupportive).length;
    if (right >= fewestRight && right >= leastHoldsRight * held.length && isCareful) return from;
  }
  return null;
}
