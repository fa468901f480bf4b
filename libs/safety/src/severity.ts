/** How soon a moderator is needed: nobody, today, within the hour, now. Ordered from least to most. */
export type Severity = 'GREEN' | 'AMBER' | 'RED' | 'CRISIS';

const order: readonly Severity[] = ['GREEN', 'AMBER', 'RED', 'CRISIS'];

/** 0 for GREEN up to 3 for CRISIS. */
export function severityRank(severity: Severity): number {
  return order.indexOf(severity);
}

/** The most serious of a list; GREEN when the list is empty. */
export function highestSeverity(list: Iterable<Severity>): Severity {
  let highest: Severity = 'GREEN';
  for (const severity of list) if (severityRank(severity) > severityRank(highest)) highest = severity;
  return highest;
}

export function isSeverity(value: unknown): value is Severity {
  return typeof value === 'string' && (order as readonly string[]).includes(value);
}
