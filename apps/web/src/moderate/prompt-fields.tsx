import { useId } from 'react';
import { useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { usePrompts } from '../staff/use-prompts';
import { EndChoices } from './end-choices';
import { PromptPreview } from './member-preview';
import type { SteerFieldsProps } from './steer-fields-props';

type Props = Pick<SteerFieldsProps, 'draft' | 'change' | 'problemOf' | 'organisationId'>;

/** Which question of the library stands above the reply box. */
export function PromptFields({ draft, change, problemOf, organisationId }: Props) {
  const t = useText();
  const language = useLanguage();
  const { prompts } = usePrompts(organisationId);
  const name = useId();
  if (!prompts) return <Loading words={t('prompts.loading')} />;
  const offered = prompts.filter((one) => one.retiredAt === null);
  const chosen = offered.find((one) => one.id === draft.promptId);
  const problem = problemOf('promptId');
  return (
    <>
      <fieldset className="choice">
        <legend className="label">{t('steer.prompt')}</legend>
        {offered.map((one) => (
          <label key={one.id} className="opt">
            <input
              type="radio"
              name={name}
              checked={one.id === draft.promptId}
              onChange={() => change({ promptId: one.id })}
            />
            <span>{one[language]}</span>
            {one.figures && one.figures.times > 0 && (
              <small>
                {one.figures.better === null
                  ? t('prompts.times', { times: one.figures.times })
                  : t('steer.prompt.figures', { better: one.figures.better, of: one.figures.lookedAgain })}
              </small>
            )}
          </label>
        ))}
        {problem && <span className="err">{problem}</span>}
      </fieldset>
      <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />
      <PromptPreview text={chosen?.[language] ?? ''} />
    </>
  );
}
