import { useState } from 'react';
import { type Language, languages } from '../language/language';
import { useText } from '../language/text';
import templates from './charter-templates.json';

interface Props {
  chosen: Language;
  charter: string;
  onChoose: (language: Language) => void;
}

/** Starts the charter from an example in one of the languages; asks first when that would wipe what somebody wrote. */
export function CharterTemplates({ chosen, charter, onChoose }: Props) {
  const t = useText();
  const [wanted, setWanted] = useState<Language>();
  const isOwnText = charter.trim() !== '' && charter !== templates[chosen];
  return (
    <div className="stack-s">
      <div role="group" aria-label={t('organise.create.template')}>
        <p className="label">{t('organise.create.template')}</p>
        <div className="chips">
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              className="chip"
              aria-pressed={chosen === language}
              onClick={() => (isOwnText ? setWanted(language) : onChoose(language))}
            >
              {t(`organise.create.template.${language}`)}
            </button>
          ))}
        </div>
      </div>
      {wanted && (
        <div className="note" role="alert">
          <div className="stack-s">
            <p>{t('organise.create.template.replace')}</p>
            <p className="row">
              <button
                type="button"
                className="btn btn--s"
                onClick={() => {
                  onChoose(wanted);
                  setWanted(undefined);
                }}
              >
                {t('organise.create.template.do')}
              </button>
              <button type="button" className="btn btn--s btn--quiet" onClick={() => setWanted(undefined)}>
                {t('organise.create.template.keep')}
              </button>
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
