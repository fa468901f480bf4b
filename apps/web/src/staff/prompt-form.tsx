import { type FormEvent, useState } from 'react';
import type { ProblemPartsFragment, PromptPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { problemAt } from '../parts/problem-note';

export interface PromptWords {
  readonly nl: string;
  readonly fr: string;
  readonly en: string;
}

const languages = ['nl', 'fr', 'en'] as const;

interface Props {
  prompt: PromptPartsFragment | null;
  busy: boolean;
  problem: ProblemPartsFragment | undefined;
  onSave: (words: PromptWords) => void;
  onCancel: () => void;
}

/** One question in three languages, as its readers will see it in theirs. */
export function PromptForm({ prompt, busy, problem, onSave, onCancel }: Props) {
  const t = useText();
  const [words, setWords] = useState<PromptWords>({
    nl: prompt?.nl ?? '',
    fr: prompt?.fr ?? '',
    en: prompt?.en ?? '',
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSave(words);
  };
  return (
    <form className="stack-s" noValidate onSubmit={send}>
      {languages.map((language, place) => (
        <AreaField
          key={language}
          label={t(`prompts.in.${language}`)}
          rows={2}
          lang={language}
          maxLength={200}
          value={words[language]}
          problem={problemAt(problem, language)}
          onChange={(event) => setWords({ ...words, [language]: event.target.value })}
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
