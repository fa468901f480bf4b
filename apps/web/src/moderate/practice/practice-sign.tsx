import { useText } from '../../language/text';
import { Icon } from '../../parts/icon';

/** Stands above everything of a practice thread, and stays in sight: nobody in it exists. */
export function PracticeSign() {
  const t = useText();
  return (
    <p className="practicesign">
      <Icon name="leaf" size="s" />
      <b>{t('practice.sign')}</b>
    </p>
  );
}
