import { useText } from '../../language/text';

const speeds = [1, 2, 5, 10] as const;
export type Speed = (typeof speeds)[number];

/** How many times as fast as real time a story runs. */
export function SpeedChoice({ speed, onChange }: { speed: number; onChange: (speed: Speed) => void }) {
  const t = useText();
  return (
    <div role="group" aria-label={t('practice.speed')}>
      <p className="label">{t('practice.speed')}</p>
      <div className="chips chips--s">
        {speeds.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={speed === one} onClick={() => onChange(one)}>
            {t('practice.speed.value', { speed: one })}
          </button>
        ))}
      </div>
    </div>
  );
}
