import { snakeCase } from './snake-case';
import type { Transaction } from './unit-of-work';

/**
 * Inserts one row. Keys are column names in camel case, written in the code and never taken from input. Objects go in as
 * JSON; nothing is returned, so that writers need no right to read.
 */
export async function insert(
  transaction: Transaction,
  table: string,
  row: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = Object.keys(row).map(snakeCase);
  const values = Object.values(row).map((value) => (isJson(value) ? JSON.stringify(value) : (value ?? null)));
  const places = values.map((_, index) => `$${index + 1}`);
  await transaction.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`, values);
}

function isJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
