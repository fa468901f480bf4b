import { useText } from '../language/text';

const panes = ['queue', 'talk', 'steer'] as const;
export type Pane = (typeof panes)[number];

/** On a phone: which of the three panes of the desk is shown. */
export function PaneTabs({ pane, onShow }: { pane: Pane; onShow: (pane: Pane) => void }) {
  const t = useText();
  return (
    <nav className="panes" aria-label={t('desk.panes')}>
      <ul>
        {panes.map((name) => (
          <li key={name}>
            <button type="button" aria-current={pane === name ? 'true' : undefined} onClick={() => onShow(name)}>
              {t(`desk.pane.${name}`)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
