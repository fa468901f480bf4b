import { useEffect, useState } from 'react';
import { locales, useLanguage } from './language';
import { type Moments, momentsIn } from './moment-words';
import { useText } from './text';

export { daysBetween } from './moment-words';

/** Moments that keep up with the clock: the component renders again every half minute. */
export function useMoments(): Moments {
  const t = useText();
  const locale = locales[useLanguage()];
  const now = useNow(30_000);
  return momentsIn(t, locale, now);
}

/** The time, renewed every `every` milliseconds. */
export function useNow(every: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
