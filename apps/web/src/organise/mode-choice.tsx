import type { ModerationMode } from '../generated/staff-documents';
import { useText } from '../language/text';
import { RadioChoice } from '../parts/radio-choice';

const modes = ['NEWCOMERS', 'POST', 'PRE'] as const satisfies readonly ModerationMode[];

/** When posts are seen, each way with what it asks of the team. */
export function ModeChoice({ mode, onChange }: { mode: ModerationMode; onChange: (mode: ModerationMode) => void }) {
  const t = useText();
  return (
    <RadioChoice
      legend={t('organise.create.mode')}
      name="mode"
      values={modes}
      chosen={mode}
      onChange={onChange}
      show={(one) => t(`mode.${one}`)}
      about={(one) => t(`mode.${one}.text`)}
    />
  );
}
