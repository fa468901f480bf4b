import { useState } from 'react';
import type { TemplatePartsFragment, TemplatePurpose } from '../generated/staff-documents';
import { type Language, languageNames, languages, useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { beginningOf } from '../parts/words';
import { useTemplates } from '../staff/use-templates';

interface Props {
  organisationId: string;
  purpose: TemplatePurpose;
  onChoose: (template: TemplatePartsFragment) => void;
}

/** Words that are ready for one kind of message: the reader's language first, the others a press away. */
export function TemplateChoice({ organisationId, purpose, onChoose }: Props) {
  const t = useText();
  const mine = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [language, setLanguage] = useState<Language>(mine);
  const { templates, failed } = useTemplates(organisationId, isOpen);
  const offered = (templates ?? []).filter(
    (one) => one.purpose === purpose && one.language === language && one.retiredAt === null,
  );
  return (
    <div className="templates">
      <button type="button" className="btn btn--s" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('templates.choose')}
      </button>
      {isOpen && (
        <div className="templates__list stack-s" role="group" aria-label={t('templates.choose')}>
          <div className="chips chips--s" role="group" aria-label={t('templates.language')}>
            {languages.map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                className="chip"
                aria-pressed={one === language}
                onClick={() => setLanguage(one)}
              >
                {languageNames[one]}
              </button>
            ))}
          </div>
          {failed && <p className="quiet">{t('templates.failed')}</p>}
          {!templates && !failed && <Loading words={t('templates.loading')} />}
          {templates && offered.length === 0 && <p className="quiet">{t('templates.none')}</p>}
          {offered.map((one) => (
            <button
              key={one.id}
              type="button"
              lang={one.language}
              className="template"
              onClick={() => {
                setOpen(false);
                onChoose(one);
              }}
            >
              <b>{one.name}</b>
              <small>{beginningOf(one.text, 110)}</small>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
