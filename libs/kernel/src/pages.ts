/** Keyset pages in the order of `(at, id)`: a position, not a count, so a deep page costs what the first one does. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

export interface PageRequest {
  /** 1 to {@link maximumPageSize}. */
  readonly first: number;
  readonly after: Cursor | null;
}

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export const maximumPageSize = 50;

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.at.getTime().toString(36)}.${cursor.id}`, 'utf8').toString('base64url');
}

/** Null for anything that was not made by {@link encodeCursor}. */
export function decodeCursor(text: string): Cursor | null {
  const match = /^([0-9a-z]{1,11})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  if (!match) return null;
  const [, at, id] = match as unknown as [string, string, string];
  const moment = readCursorTime(at);
  return moment && { at: moment, id };
}

const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The time in a cursor, base 36; null when it is none, or beyond the years that a database reads. */
export function readCursorTime(text: string): Date | null {
  const at = Number.parseInt(text, 36);
  return at <= lastMoment ? new Date(at) : null;
}

/** Makes a page of rows that were asked for with `LIMIT first + 1`. */
export function toPage<T>(rows: readonly T[], first: number, cursorOf: (row: T) => Cursor): Page<T> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return { nodes, hasNextPage: rows.length > first, endCursor: last ? encodeCursor(cursorOf(last)) : null };
}
