import type { CompiledPattern } from './pattern';
import type { Step } from './step';

/** A pattern as rows of whole numbers, steps one after another, each as `op` says: what a processor reads fastest. */
export interface Program {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/**
 * What a step begins with. Behind it stand: of words and `not` the test; of a gap its width; of a choice where it ends, whether it may
 * be left out (1), and its options, each as where it ends and its steps. Ends are counted from the beginning of the row.
 */
export const op = { word: 0, optionalWord: 1, gap: 2, opens: 3, closes: 4, not: 5, choice: 6 } as const;

const made = new WeakMap<CompiledPattern, Program>();

/** The program of a pattern, made when it is first asked for. */
export function programOf(pattern: CompiledPattern): Program {
  const known = made.get(pattern);
  if (known !== undefined) return known;
  const program = { before: rowOfSteps(pattern.before), after: rowOfSteps(pattern.after) };
  made.set(pattern, program);
  return program;
}

/** Where a need must be met. */
export const scope = { sentence: 0, text: 1 } as const;

/**
 * Adds the gate of a pattern to a row: where it ends, and each of its needs as its scope, where it ends, and the tests, one of which some
 * word there must pass.
 */
export function addGate({ needs, elsewhere }: CompiledPattern, row: number[]): void {
  ended(row, () => {
    for (const [place, lists] of [
      [scope.sentence, needs],
      [scope.text, elsewhere],
    ] as const)
      for (const tests of lists) {
        row.push(place);
        ended(row, () => row.push(...tests));
      }
  });
}

/** Writes something behind a place that tells where it ends. */
function ended(row: number[], write: () => void): void {
  const place = row.push(0) - 1;
  write();
  row[place] = row.length;
}

function rowOfSteps(steps: readonly Step[]): Int32Array {
  const row: number[] = [];
  write(steps, row);
  return Int32Array.from(row);
}

function write(steps: readonly Step[], row: number[]): void {
  for (const step of steps) {
    switch (step.kind) {
      case 'word':
        row.push(step.optional ? op.optionalWord : op.word, step.test);
        break;
      case 'gap':
        row.push(op.gap, step.most);
        break;
      case 'not':
        row.push(op.not, step.test);
        break;
      case 'opens':
      case 'closes':
        row.push(op[step.kind]);
        break;
      case 'choice':
        row.push(op.choice);
        ended(row, () => {
          row.push(Number(step.optional));
          for (const option of step.options) ended(row, () => write(option, row));
        });
    }
  }
}
