import type { ModerationMode } from '../generated/staff-documents';
import { useText } from '../language/text';

const modes = ['NEWCOMERS', 'POST', 'PRE'] as const satisfies readonly ModerationMode[];

/** When posts are seen, each way with what it asks of the team. */
export function ModeChoice({ mode, onChange }: { mode: ModerationMode; onChange: (mode: ModerationMode) => void }) {
  const t = useText();
  return (
    <fieldset>
      <legend className="label">{t('organise.create.mode')}</legend>
      <div className="choice">
        {modes.map((one) => (
          <label key={one} className="opt">
            <input type="radio" name="mode" checked={mode === one} onChange={() => onChange(one)} />
            <span>{t(`mode.${one}`)}</span>
            <small>{t(`mode.${one}.text`)}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
