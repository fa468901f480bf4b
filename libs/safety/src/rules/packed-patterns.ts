import type { CompiledPattern } from './pattern';
import { modifiers, type OwnedPattern, type Owner, type Rule } from './rule';
import type { Step } from './step';

/** All patterns of a pack as one row of numbers, from which each is read when it is first needed: most texts need few. */
export interface PackedPatterns {
  readonly numbers: Int32Array;
  /** Where each step, pattern, owned pattern and trigger begins. */
  readonly starts: Readonly<Record<'steps' | 'patterns' | 'owned' | 'triggers', Int32Array>>;
  /** The marks that patterns stand for. */
  readonly marks: readonly string[];
}

const kinds = ['word', 'gap', 'opens', 'closes', 'not', 'choice'] as const;
const owners = ['rule', 'calm', 'modifier', 'mark'] as const;
const reaches = ['sentence', 'post', 'overlap', 'before'] as const;

/** Packs the patterns of each trigger. What several patterns share is written once. */
export function packPatterns(
  byTrigger: readonly (readonly OwnedPattern[] | undefined)[],
  rules: readonly Rule[],
): PackedPatterns {
  const writer = new Writer(rules);
  const triggers = Array.from(byTrigger, (owned) => counted((owned ?? []).map((one) => writer.owned(one))));
  const numbers: number[] = [];
  const place = (entries: readonly number[][]): Int32Array =>
    Int32Array.from(entries, (entry) => {
      const start = numbers.length;
      numbers.push(...entry);
      return start;
    });
  const starts = {
    steps: place(writer.steps.entries),
    patterns: place(writer.patterns.entries),
    owned: place(writer.all.entries),
    triggers: place(triggers),
  };
  if (!numbers.every(Number.isInteger)) throw new Error('Patterns are packed as whole numbers');
  return { numbers: Int32Array.from(numbers), starts, marks: writer.marks };
}

class Writer {
  readonly marks: string[] = [];
  readonly steps = new Numbered<Step>();
  readonly patterns = new Numbered<CompiledPattern>();
  readonly all = new Numbered<OwnedPattern>();
  private readonly ruleNumbers: ReadonlyMap<Rule, number>;

  constructor(rules: readonly Rule[]) {
    this.ruleNumbers = new Map(rules.map((rule, number) => [rule, number]));
  }

  owned(one: OwnedPattern): number {
    return this.all.of(one, () => [this.pattern(one.pattern), ...this.owner(one.owner)]);
  }

  private pattern(one: CompiledPattern): number {
    return this.patterns.of(one, () => [
      ...this.list(one.before),
      ...this.list(one.after),
      ...counted(one.triggers),
      ...[one.needs, one.elsewhere].flatMap((needs) => [needs.length, ...needs.flatMap(counted)]),
      one.negations,
    ]);
  }

  private list(steps: readonly Step[]): number[] {
    return counted(steps.map((step) => this.step(step)));
  }

  private step(step: Step): number {
    return this.steps.of(step, () => {
      const kind = kinds.indexOf(step.kind);
      switch (step.kind) {
        case 'word':
          return [kind, step.test, Number(step.optional), step.negations];
        case 'gap':
          return [kind, step.most];
        case 'not':
          return [kind, step.test];
        case 'choice': {
          const options = step.options.map((option) => this.list(option));
          return [
            kind,
            Number(step.optional),
            step.cost,
            Number(step.isAnchor),
            ...counted(step.firsts),
            ...counted(step.negations),
            options.length,
            ...options.flat(),
          ];
        }
        case 'opens':
        case 'closes':
          return [kind];
      }
    });
  }

  private owner(owner: Owner): number[] {
    const kind = owners.indexOf(owner.kind);
    switch (owner.kind) {
      case 'rule':
        return [kind, this.ruleNumbers.get(owner.rule) ?? -1, owner.alternative, owner.part];
      case 'calm':
        return [kind, this.ruleNumbers.get(owner.rule) ?? -1];
      case 'modifier':
        return [kind, modifiers.indexOf(owner.modifier), reaches.indexOf(owner.reach)];
      case 'mark': {
        const known = this.marks.indexOf(owner.mark);
        return [kind, known < 0 ? this.marks.push(owner.mark) - 1 : known];
      }
    }
  }
}

/** Gives each thing a number when it is first met, and keeps what was written of it. */
class Numbered<Thing> {
  readonly entries: number[][] = [];
  private readonly known = new Map<Thing, number>();

  of(thing: Thing, write: () => number[]): number {
    const before = this.known.get(thing);
    if (before !== undefined) return before;
    const written = write();
    const number = this.entries.push(written) - 1;
    this.known.set(thing, number);
    return number;
  }
}

function counted(list: readonly number[]): number[] {
  return [list.length, ...list];
}

/** Reads packed patterns back, each when a word first asks for it. Throws when the numbers are of something else. */
export function patternsOf(
  { numbers, starts, marks }: PackedPatterns,
  rules: readonly Rule[],
): (trigger: number) => readonly OwnedPattern[] {
  const steps: Step[] = [];
  const patterns: CompiledPattern[] = [];
  const owned: OwnedPattern[] = [];
  let place = 0;

  const next = (): number => {
    const number = numbers[place];
    if (number === undefined) throw new Error('The packed patterns end too early');
    place += 1;
    return number;
  };
  const list = (): number[] => {
    const found: number[] = [];
    for (let left = next(); left > 0; left -= 1) found.push(next());
    return found;
  };
  const lists = (): number[][] => Array.from({ length: next() }, list);
  /** Reads what stands at another place, and comes back. */
  const readAt = <Thing>(known: Thing[], table: Int32Array, number: number, read: () => Thing): Thing => {
    const before = known[number];
    if (before !== undefined) return before;
    const back = place;
    place = at(table, number);
    const thing = (known[number] = read());
    place = back;
    return thing;
  };
  const stepsOf = (): Step[] => list().map((number) => readAt(steps, starts.steps, number, step));

  function step(): Step {
    const kind = at(kinds, next());
    switch (kind) {
      case 'word':
        return { kind, test: next(), optional: next() === 1, negations: next() === 1 ? 1 : 0 };
      case 'gap':
        return { kind, most: next() };
      case 'not':
        return { kind, test: next() };
      case 'choice': {
        const [optional, cost, isAnchor] = [next() === 1, next(), next() === 1];
        const [firsts, negations] = [list(), list()];
        const options: Step[][] = [];
        for (let left = next(); left > 0; left -= 1) options.push(stepsOf());
        return { kind, optional, cost, isAnchor, firsts, negations, options };
      }
      case 'opens':
      case 'closes':
        return { kind };
    }
  }

  function pattern(): CompiledPattern {
    const [before, after, triggers] = [stepsOf(), stepsOf(), list()];
    const needs = lists();
    const elsewhere = lists();
    return { before, after, triggers, needs, elsewhere, negations: next() };
  }

  function owner(): Owner {
    const kind = at(owners, next());
    switch (kind) {
      case 'rule':
        return { kind, rule: at(rules, next()), alternative: next(), part: next() };
      case 'calm':
        return { kind, rule: at(rules, next()) };
      case 'modifier':
        return { kind, modifier: at(modifiers, next()), reach: at(reaches, next()) };
      case 'mark':
        return { kind, mark: at(marks, next()) };
    }
  }

  return (trigger) => {
    const start = starts.triggers[trigger];
    if (start === undefined) return [];
    place = start;
    return list().map((number) =>
      readAt(owned, starts.owned, number, () => ({
        pattern: readAt(patterns, starts.patterns, next(), pattern),
        owner: owner(),
      })),
    );
  };
}

function at<Item>(list: ArrayLike<Item>, index: number): Item {
  const item = list[index];
  if (item === undefined) throw new Error('The packed patterns name what is not there');
  return item;
}
