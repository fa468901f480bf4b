const shapes: readonly (readonly [verb: string, place: RegExp])[] = [
  ['INSERT', /^\s*INSERT\s+INTO\s+"?([a-z_]{1,60})\b/i],
  ['UPDATE', /^\s*UPDATE\s+"?([a-z_]{1,60})\b/i],
  ['DELETE', /^\s*DELETE\s+FROM\s+"?([a-z_]{1,60})\b/i],
  ['SELECT', /^\s*(?:SELECT|WITH)\b[^]*?\bFROM\s+"?([a-z_]{1,60})\b/i],
];

/** What a statement does and to which table: `SELECT posts`. Nothing else of it, and never a parameter. */
export function statementName(sql: string): string {
  for (const [verb, place] of shapes) {
    const table = place.exec(sql)?.[1];
    if (table) return `${verb} ${table.toLowerCase()}`;
  }
  return 'statement';
}
