import { useEffect, useRef } from 'react';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { helpLines } from './help-lines';
import { leaveNow, neutralSite, useShiftExit } from './quick-exit';

/** The numbers to call, with what each is for. */
export function HelpLineList() {
  const t = useText();
  return (
    <ul className="lines">
      {helpLines.map((line) => (
        <li key={line}>
          <a href={`tel:${line}`}>
            <b>{line}</b>
            <span>{t(`help.line.${line}`)}</span>
            <Icon name="phone" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** "Help now" and "Leave quickly": on every page outside the staff spaces, always in the same place. */
export function Rail() {
  const t = useText();
  const help = useRef<HTMLDetailsElement>(null);
  useShiftExit();
  useEffect(() => {
    const close = (event: Event) => {
      const panel = help.current;
      if (!panel?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        panel.open = false;
        panel.querySelector('summary')?.focus();
      } else if (event.target instanceof Node && !panel.contains(event.target)) {
        panel.open = false;
      }
    };
    addEventListener('keydown', close);
    addEventListener('pointerdown', close);
    return () => {
      removeEventListener('keydown', close);
      removeEventListener('pointerdown', close);
    };
  }, []);
  return (
    // The attribute tells React Aria to leave the rail usable while a dialog is open.
    <div className="rail" role="region" aria-label={t('rail.label')} data-react-aria-top-layer="true">
      <details className="help" ref={help}>
        <summary className="help__btn">
          <Icon name="lamp" />
          <span>{t('help.now')}</span>
        </summary>
        <div className="help__panel">
          <p className="help__lead">{t('help.lead')}</p>
          <HelpLineList />
          <p className="help__foot">{t('help.foot')}</p>
        </div>
      </details>
      <a
        className="exit"
        href={neutralSite()}
        title={t('exit.title')}
        onClick={(event) => {
          event.preventDefault();
          leaveNow();
        }}
      >
        <Icon name="exit" />
        <span>{t('exit.now')}</span>
      </a>
    </div>
  );
}
