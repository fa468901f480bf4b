import { isDeepStrictEqual } from 'node:util';
import { askOnce, type Target } from './load';
import type { Asking, Scene } from './scenes';

/** An answer without what differs each time. */
function withoutFresh(value: unknown, fresh: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutFresh(one, fresh));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !fresh.includes(name));
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutFresh(one, fresh)]));
}

/** Where two answers part, as a path; null when they are the same. */
function difference(one: unknown, other: unknown, path = 'data'): string | null {
  if (isDeepStrictEqual(one, other)) return null;
  const isPair = typeof one === 'object' && typeof other === 'object' && one !== null && other !== null;
  if (!isPair) return `${path}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = difference(
      (one as Record<string, unknown>)[name],
      (other as Record<string, unknown>)[name],
      `${path}.${name}`,
    );
    if (found) return found;
  }
  return `${path}: in another order`;
}

/** Asks every server the same, and throws when one answers something else: only equals are compared. */
export async function sameAnswers(targets: readonly Target[], scene: Scene, askings: readonly Asking[]): Promise<void> {
  for (const asking of askings) {
    const [first, ...others] = await Promise.all(
      targets.map(async (target) => ({
        target,
        answer: withoutFresh(await askOnce(target, scene, asking), scene.fresh),
      })),
    );
    for (const other of others) {
      const found = difference(first?.answer, other.answer);
      if (found) throw new Error(`${scene.name}: ${first?.target.name} and ${other.target.name} differ at ${found}`);
    }
    if (Object.values(first?.answer as Record<string, unknown>).includes(null))
      throw new Error(`${scene.name}: there is nothing to see for who asks`);
  }
}
