import { useState } from 'react';
import { useMutation } from 'urql';
import { isOnline } from '../connection/online';
import { KeepMessageTemplateDocument, type TemplatePartsFragment } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { type Language, languageNames, languages, useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { Words } from '../parts/words';
import { type TemplateDraft, purposeWords, TemplateForm, templatePurposes } from './template-form';
import { useTemplates } from './use-templates';

/** Messages that are ready but for their blanks, by what they are for; and, for who may, wording them. */
export function TemplateLibrary({ organisationId, mayEdit }: { organisationId: string; mayEdit: boolean }) {
  const t = useText();
  const mine = useLanguage();
  const [language, setLanguage] = useState<Language>(mine);
  const { templates, failed, ask } = useTemplates(organisationId);
  const [editing, setEditing] = useState<string>();
  const [said, setSaid] = useState('');
  const [outcome, setOutcome] = useState<Outcome<TemplatePartsFragment>>();
  const [{ fetching }, keep] = useMutation(KeepMessageTemplateDocument);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;

  async function save(template: TemplatePartsFragment | null, draft: TemplateDraft, retired: boolean): Promise<void> {
    if (fetching) return;
    const seen = template ? { templateId: template.id, version: template.version } : {};
    const { purpose, language: of, name, text } = draft;
    const input = {
      clientKey: crypto.randomUUID(),
      organisationId,
      ...seen,
      purpose,
      language: of,
      name,
      text,
      retired,
    };
    const result = outcomeOf(await keep({ input }), (data) => data.keepMessageTemplate);
    setOutcome(result);
    setSaid(result.kind === 'done' ? t('prompts.saved') : '');
    if (result.kind === 'done') {
      setEditing(undefined);
      setLanguage(of);
    }
    ask();
  }
  const edit = (what: string) => {
    setOutcome(undefined);
    setSaid('');
    setEditing(what);
  };

  if (failed) return <FailureNote offline={!isOnline()} onRetry={ask} />;
  if (!templates) return <Loading words={t('templates.loading')} shapes={3} />;
  const shared = { language, busy: fetching, problem, onCancel: () => setEditing(undefined) };
  return (
    <div className="stack">
      <div className="chips" role="group" aria-label={t('templates.language')}>
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
      <p className={said ? 'said' : 'sr'} role="status">
        {said}
      </p>
      {problem && !problem.field && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      {mayEdit &&
        (editing === 'new' ? (
          <div className="panel">
            <TemplateForm
              key={language}
              template={null}
              onSave={(draft) => void save(null, draft, false)}
              {...shared}
            />
          </div>
        ) : (
          <p>
            <button type="button" className="btn" onClick={() => edit('new')}>
              {t('templates.add')}
            </button>
          </p>
        ))}
      {templatePurposes.map((purpose) => {
        const here = templates.filter((one) => one.purpose === purpose && one.language === language);
        if (here.length === 0) return null;
        return (
          <section key={purpose} className="stack-s" aria-labelledby={`templates-${purpose}`}>
            <h2 className="h3" id={`templates-${purpose}`}>
              {t(purposeWords(purpose))}
            </h2>
            <ul className="sheet">
              {here.map((template) => (
                <li key={template.id} className="stack-s sheetline">
                  {editing === template.id ? (
                    <TemplateForm
                      template={template}
                      onSave={(draft) => void save(template, draft, template.retiredAt !== null)}
                      {...shared}
                    />
                  ) : (
                    <TemplateLine
                      template={template}
                      mayEdit={mayEdit}
                      onEdit={() => edit(template.id)}
                      onRetire={(retired) => void save(template, template, retired)}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface LineProps {
  template: TemplatePartsFragment;
  mayEdit: boolean;
  onEdit: () => void;
  onRetire: (retired: boolean) => void;
}

function TemplateLine({ template, mayEdit, onEdit, onRetire }: LineProps) {
  const t = useText();
  const { name, text, language, isShipped, retiredAt } = template;
  return (
    <>
      <p className="row">
        <b lang={language}>{name}</b>
        {retiredAt && <span className="tag">{t('prompts.retired')}</span>}
        {!isShipped && <span className="tag">{t('prompts.own')}</span>}
      </p>
      <div className="quiet" lang={language}>
        <Words text={text} />
      </div>
      {mayEdit && (
        <p className="row">
          <button type="button" className="btn btn--s" onClick={onEdit}>
            {t('prompts.edit')}
            <span className="sr"> {name}</span>
          </button>
          <button type="button" className="btn btn--s btn--quiet" onClick={() => onRetire(!retiredAt)}>
            {t(retiredAt ? 'prompts.bringBack' : 'prompts.retire')}
            <span className="sr"> {name}</span>
          </button>
        </p>
      )}
    </>
  );
}
