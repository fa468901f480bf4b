import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useOnline } from '../connection/online';
import { Deliveries } from '../drafts/deliveries';
import { Say, useText } from '../language/text';
import { Icon, Ring } from './icon';
import { Note } from './note';

interface PageProps {
  /** For the tab and the history: says what the page is for, never what somebody wrote. */
  title: string;
  /** Where the arrow leads; without it the name of Kring stands there. */
  back?: { href: string; label: string };
  /** Links beside it; see `GroupNav`. Shown as a second line on a phone unless there is a way back. */
  nav?: ReactNode;
  /** What stands at the end of the bar, the drawing of the member say. */
  end?: ReactNode;
  children: ReactNode;
}

/** The frame of every page outside the staff spaces: bar, offline notice, main. */
export function Page({ title, back, nav, end, children }: PageProps) {
  const online = useOnline();
  const t = useText();
  useTitle(title);
  return (
    <>
      <header className="top">
        <div className="top__in">
          {back ? (
            <Link className="top__back" href={back.href}>
              <Icon name="back" />
              <span>{back.label}</span>
            </Link>
          ) : (
            <Link className="brand" href="/">
              <Ring />
              <span>{t('app.name')}</span>
            </Link>
          )}
          {nav && <div className="nav--top">{nav}</div>}
          {end && <div className="top__end">{end}</div>}
        </div>
      </header>
      {nav && !back && <div className="nav--sub">{nav}</div>}
      <main id="main" className="wrap" tabIndex={-1}>
        {!online && (
          <div className="offline">
            <Note icon="offline" kind="wait" live="status">
              <p>
                <Say id="offline.note" />
              </p>
            </Note>
          </div>
        )}
        <Deliveries />
        {children}
      </main>
    </>
  );
}

/** Sets the title of the document: "… · Kring". */
export function useTitle(title: string): void {
  const t = useText();
  const name = t('app.name');
  useEffect(() => {
    document.title = title === name ? name : `${title} · ${name}`;
  }, [title, name]);
}

let firstPage: string | undefined;

interface TitleProps {
  children: ReactNode;
  className?: string;
  id?: string;
  /** Takes the focus in any case: for what comes up without going to another page. */
  always?: boolean;
}

/**
 * The h1 of a page. After going to another page it takes the focus, so that keyboard and screen reader begin there;
 * never on the first page, and never away from something the person is using.
 */
export function PageTitle({ children, className, id, always = false }: TitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [path] = useLocation();
  useEffect(() => {
    firstPage ??= path;
    if (!always && firstPage === path) return;
    if (!always) firstPage = '';
    const active = document.activeElement;
    if (always || !active || active === document.body || active.id === 'main')
      heading.current?.focus({ preventScroll: true });
  }, [path, always]);
  return (
    <h1 ref={heading} tabIndex={-1} {...(className ? { className } : {})} {...(id ? { id } : {})}>
      {children}
    </h1>
  );
}
