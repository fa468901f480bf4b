import { type FormEvent, useState } from 'react';
import type { GuidelinePartsFragment, ProblemPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { problemAt } from '../parts/problem-note';
import { guidelineParts, type GuidelineText } from '../staff/guideline-words';

interface Props {
  guideline: GuidelinePartsFragment;
  busy: boolean;
  problem: ProblemPartsFragment | undefined;
  onSave: (words: GuidelineText) => void;
  onCancel: () => void;
}

/** A guideline in the organisation's own words, which begin with those that stand. */
export function GuidelineForm({ guideline, busy, problem, onSave, onCancel }: Props) {
  const t = useText();
  const { look, helps, avoid, call } = guideline;
  const [words, setWords] = useState<GuidelineText>({ look, helps, avoid, call });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSave(words);
  };
  return (
    <form className="stack-s" noValidate onSubmit={send}>
      {guidelineParts.map((part, place) => (
        <AreaField
          key={part}
          label={t(`guidelines.${part}`)}
          rows={4}
          value={words[part]}
          problem={problemAt(problem, part)}
          onChange={(event) => setWords({ ...words, [part]: event.target.value })}
          autoFocus={place === 0}
        />
      ))}
      <p className="row">
        <button type="submit" className="btn btn--s btn--main" aria-disabled={busy}>
          {t('prompts.save')}
        </button>
        <button type="button" className="btn btn--s btn--quiet" onClick={onCancel}>
          {t('staff.cancel')}
        </button>
      </p>
    </form>
  );
}
