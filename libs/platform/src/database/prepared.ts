import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

const names = new Map<string, string>();

/**
 * A statement under a name of its own, so that each connection parses it, adds row-level security and plans it once
 * instead of every time: with our policies that is two thirds of what a thread page costs PostgreSQL. Only for statements
 * that are written in the code: each one that differs is kept for as long as its connection.
 */
export function prepared(text: string, values: readonly unknown[] = []): QueryConfig<unknown[]> {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url');
    names.set(text, name);
  }
  return { name, text, values: values as unknown[] };
}
