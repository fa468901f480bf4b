import type { Severity } from '@kring/safety';

/**
 * How soon a moderator is needed for each reason to flag. A flag always brings a person to look the same day; what can
 * hurt somebody in the meantime is looked at within the hour.
 */
export const severityOfFlag = {
  WORRIED_ABOUT_SOMEONE: 'RED',
  TURNING_DARK: 'AMBER',
  METHODS_OR_NUMBERS: 'RED',
  ENCOURAGING_HARM: 'RED',
  COMPETING: 'AMBER',
  HARASSMENT: 'AMBER',
  SEXUAL_PRESSURE: 'RED',
  PERSONAL_DETAILS: 'RED',
  SECRECY: 'AMBER',
  OTHER: 'AMBER',
} as const satisfies Readonly<Record<string, Severity>>;

export type FlagReason = keyof typeof severityOfFlag;

/** Which kind words a flagger gets: the key of a message. */
export function receiptFor(reason: FlagReason, byModerator: boolean): string {
  if (byModerator) return 'receipt.moderator';
  if (reason === 'WORRIED_ABOUT_SOMEONE') return 'receipt.worried';
  if (reason === 'SEXUAL_PRESSURE' || reason === 'HARASSMENT') return 'receipt.pressed';
  return 'receipt.thanks';
}
