import type { MessageId } from '../language/catalogue';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';

interface Props {
  value: string;
  onChange: (value: string) => void;
  ready: readonly MessageId[];
  problem?: string | undefined;
  label?: string;
}

/** Why something is done, with a few reasons ready to fill in. */
export function ReasonField({ value, onChange, ready, problem, label }: Props) {
  const t = useText();
  return (
    <div className="reason">
      <AreaField
        label={label ?? t('steer.reason')}
        hint={t('steer.reason.hint')}
        problem={problem}
        rows={2}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {ready.length > 0 && (
        <div className="fills" role="group" aria-label={t('steer.fill')}>
          {ready.map((id) => (
            <button key={id} type="button" className="fill" onClick={() => onChange(t(id))}>
              {t(id)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
