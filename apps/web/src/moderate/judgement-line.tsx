import { useText } from '../language/text';
import { useDeskTimes } from '../staff/desk-times';
import type { ReviewItem } from './use-review-item';

type Judgement = NonNullable<ReviewItem['thread']['judgements']>[number];

/** What a person said of a post or a conversation, when and why. */
export function JudgementLine({ judgement }: { judgement: Judgement }) {
  const t = useText();
  const { when } = useDeskTimes();
  const { by, at, reason, climate, climateBefore, severity, severityBefore } = judgement;
  const [before, after] =
    climate && climateBefore
      ? [t(`climate.${climateBefore}`), t(`climate.${climate}`)]
      : severity && severityBefore
        ? [t(`severity.${severityBefore}`), t(`severity.${severity}`)]
        : ['', ''];
  return (
    <p className="meta">
      {t('judge.line', { name: by.displayName, when: when(at), before, after })} {reason}
    </p>
  );
}
