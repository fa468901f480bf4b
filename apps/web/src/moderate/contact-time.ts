const day = 86_400_000;

/** A moment some days from now, as a field for moments on this device writes it. */
export function daysAhead(days: number): string {
  const at = new Date(Date.now() + days * day);
  at.setMinutes(at.getMinutes() - at.getTimezoneOffset(), 0, 0);
  return at.toISOString().slice(0, 16);
}

/** What such a field says, as the server reads it; null when it is no moment. */
export function readMoment(field: string): string | null {
  const at = new Date(field);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
