import { z } from 'zod';

export interface SettingShape {
  readonly shape: z.ZodType;
  /** Absent: the setting is needed. Empty: it stays away when it is not given. */
  readonly fallback?: string;
  readonly meaning: string;
}

export const whole = (least: number, most: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(least).max(most));
