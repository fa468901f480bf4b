import { type FormEvent, useState } from 'react';
import type { ProblemPartsFragment, TemplatePartsFragment, TemplatePurpose } from '../generated/staff-documents';
import { type Language, languageNames, languages } from '../language/language';
import type { MessageId } from '../language/catalogue';
import { useText } from '../language/text';
import { AreaField, Field } from '../parts/field';
import { problemAt } from '../parts/problem-note';
import { knownBlanks, type KnownBlank } from './blanks';

export const templatePurposes = [
  'GUIDE_NOTE',
  'RETURN_POST',
  'HIDE_POST',
  'HOLD_MEMBER',
  'PAUSE_MEMBER',
  'REMOVE_MEMBER',
  'ASIDE',
  'PAUSE_THREAD',
  'CLOSE_THREAD',
] as const satisfies readonly TemplatePurpose[];

/** What a template is for, as the desk calls it. */
export const purposeWords = (purpose: TemplatePurpose): MessageId =>
  purpose === 'RETURN_POST' || purpose === 'ASIDE' ? `templates.for.${purpose}` : `steer.${purpose}`;

export type TemplateDraft = Pick<TemplatePartsFragment, 'purpose' | 'language' | 'name' | 'text'>;

interface Props {
  template: TemplatePartsFragment | null;
  language: Language;
  busy: boolean;
  problem: ProblemPartsFragment | undefined;
  onSave: (draft: TemplateDraft) => void;
  onCancel: () => void;
}

/** One template: what it is for, its name for colleagues, and its words with blanks. */
export function TemplateForm({ template, language, busy, problem, onSave, onCancel }: Props) {
  const t = useText();
  const [draft, setDraft] = useState<TemplateDraft>(
    template ?? { purpose: 'GUIDE_NOTE', language, name: '', text: '' },
  );
  const change = (part: Partial<TemplateDraft>) => setDraft({ ...draft, ...part });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSave(draft);
  };
  const blanks = (Object.keys(knownBlanks) as KnownBlank[]).map((kind) => `{${knownBlanks[kind][draft.language]}}`);
  return (
    <form className="stack-s" noValidate onSubmit={send}>
      {!template && (
        <>
          <label className="field">
            <span className="label">{t('templates.purpose')}</span>
            <select
              className="select"
              value={draft.purpose}
              onChange={(event) => {
                const purpose = templatePurposes.find((one) => one === event.target.value);
                if (purpose) change({ purpose });
              }}
            >
              {templatePurposes.map((purpose) => (
                <option key={purpose} value={purpose}>
                  {t(purposeWords(purpose))}
                </option>
              ))}
            </select>
          </label>
          <div className="chips chips--s" role="group" aria-label={t('templates.language')}>
            {languages.map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                className="chip"
                aria-pressed={one === draft.language}
                onClick={() => change({ language: one })}
              >
                {languageNames[one]}
              </button>
            ))}
          </div>
        </>
      )}
      <Field
        label={t('templates.name')}
        hint={t('templates.name.hint')}
        lang={draft.language}
        maxLength={80}
        value={draft.name}
        problem={problemAt(problem, 'name')}
        onChange={(event) => change({ name: event.target.value })}
        autoFocus
      />
      <AreaField
        label={t('templates.text')}
        hint={t('templates.text.hint', { blanks: blanks.join(' ') })}
        lang={draft.language}
        rows={6}
        value={draft.text}
        problem={problemAt(problem, 'text')}
        onChange={(event) => change({ text: event.target.value })}
      />
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
