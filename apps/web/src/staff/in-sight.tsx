import { type ReactNode, useEffect, useRef } from 'react';

/** Scrolls what appears into sight, where it would otherwise be said below the edge. */
export function InSight({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={place}>{children}</div>;
}
