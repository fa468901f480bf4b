import { createContext, useContext, useState } from 'react';
import type { DeskPostPartsFragment } from '../generated/staff-documents';

interface Covers {
  /** Whether marked passages stay covered until they are asked for. */
  readonly isOn: boolean;
  readonly onUncover: () => void;
}

/** How the one who reads chose to read; without a choice nothing is covered. */
export const CoversContext = createContext<Covers>({ isOn: false, onUncover: () => undefined });

type Signals = NonNullable<DeskPostPartsFragment['assessment']>['signals'];

/** Whether a signal is so grave that its words are covered. */
export const isGrave = (severity: Signals[number]['severity'] | null): boolean =>
  severity === 'RED' || severity === 'CRISIS';

/** Whether anything in these posts would be covered. */
export const hasCovered = (posts: readonly DeskPostPartsFragment[]): boolean =>
  posts.some(({ assessment }) =>
    assessment?.signals.some(({ severity, passages }) => isGrave(severity) && passages.length > 0),
  );

/** Whether the words of one post are covered now, and what takes the cover away. */
export function useCover(): { readonly isCovered: boolean; readonly uncover: () => void } {
  const { isOn, onUncover } = useContext(CoversContext);
  const [isAsked, setAsked] = useState(false);
  const uncover = () => {
    setAsked(true);
    onUncover();
  };
  return { isCovered: isOn && !isAsked, uncover };
}
