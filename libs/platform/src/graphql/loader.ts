import DataLoader from 'dataloader';
import type { KringContext } from './context';

/**
 * The loader of that name for this request: one query for all keys asked for in the same turn, results in the order
 * asked, null where nothing was found or may be seen.
 */
export function loader<T>(
  context: KringContext,
  name: string,
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): DataLoader<string, T | null> {
  const existing = context.loaders.get(name) as DataLoader<string, T | null> | undefined;
  if (existing) return existing;
  const made = new DataLoader<string, T | null>(
    async (keys) => {
      const found = await load(keys);
      return keys.map((key) => found.get(key) ?? null);
    },
    { maxBatchSize: 200 },
  );
  context.loaders.set(name, made);
  return made;
}

/** Rows by a key, for a loader. */
export function keyed<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Rows gathered under a key, in the order they came; keys without rows get an empty list. */
export function gathered<T>(
  keys: readonly string[],
  rows: readonly T[],
  keyOf: (row: T) => string,
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
