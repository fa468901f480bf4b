import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** After going to another page: back to the top, and the focus on the page, from where the new heading takes it. */
export function useRouteChange(): void {
  const [path] = useLocation();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
