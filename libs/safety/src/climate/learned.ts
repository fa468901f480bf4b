import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headFolder } from '../head/head-for';
import { climateComponents, type ClimateComponent } from './components';

/** How components say together that a thread does harm: a logistic model of written threads, one for all languages. */
export interface ClimateWeights {
  readonly format: 1;
  /** How many threads it was learned from. */
  readonly threads: number;
  readonly bias: number;
  readonly weights: Readonly<Record<ClimateComponent, number>>;
}

/** Where a moderator is called: the harm that the bias of the weights is set by. */
export const callingHarm = 0.45;

/** What the components of a thread come to, 0 to 1: `callingHarm` where a moderator should be called. */
export function harmBy({ bias, weights }: ClimateWeights, values: Readonly<Record<ClimateComponent, number>>): number {
  let margin = bias;
  for (const name of climateComponents) margin += weights[name] * values[name];
  return 1 / (1 + Math.exp(-margin));
}

export const climateFile = 'climate.json';

interface Loaded {
  readonly weights: ClimateWeights | null;
  readonly fingerprint: string;
}

const none: Loaded = { weights: null, fingerprint: '-' };
let known: Loaded | undefined;

/** The weights that the project ships; null where there are none or they cannot be read: what is told by hand stands alone then. */
export function climateWeights(): ClimateWeights | null {
  return read().weights;
}

/** Tells these weights from others. */
export function fingerprintOfClimate(): string {
  return read().fingerprint;
}

function read(): Loaded {
  return (known ??= load(join(headFolder(), climateFile)));
}

function load(file: string): Loaded {
  try {
    if (!existsSync(file)) return none;
    const text = readFileSync(file, 'utf8');
    const kept = JSON.parse(text) as Partial<ClimateWeights> | null;
    const isWhole =
      kept?.format === 1 &&
      Number.isFinite(kept.bias) &&
      climateComponents.every((name) => Number.isFinite(kept.weights?.[name]));
    if (!isWhole) return none;
    return {
      weights: kept as ClimateWeights,
      fingerprint: createHash('sha256').update(text).digest('base64url').slice(0, 12),
    };
  } catch {
    return none;
  }
}
