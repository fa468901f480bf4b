import { useState } from 'react';
import { useMutation } from 'urql';
import { isOnline } from '../connection/online';
import { KeepPromptDocument, type PromptPartsFragment } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { PromptForm, type PromptWords } from './prompt-form';
import { usePrompts } from './use-prompts';

/** The questions that moderators can put above a reply box: what came after each, and, for who may, wording them. */
export function PromptLibrary({ organisationId, mayEdit }: { organisationId: string; mayEdit: boolean }) {
  const t = useText();
  const { prompts, failed, ask } = usePrompts(organisationId);
  const [editing, setEditing] = useState<string>();
  const [said, setSaid] = useState('');
  const [outcome, setOutcome] = useState<Outcome<PromptPartsFragment>>();
  const [{ fetching }, keep] = useMutation(KeepPromptDocument);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;

  async function save(prompt: PromptPartsFragment | null, words: PromptWords, retired: boolean): Promise<void> {
    if (fetching) return;
    const seen = prompt ? { promptId: prompt.id, version: prompt.version } : {};
    const input = { clientKey: crypto.randomUUID(), organisationId, ...seen, ...words, retired };
    const result = outcomeOf(await keep({ input }), (data) => data.keepPrompt);
    setOutcome(result);
    setSaid(result.kind === 'done' ? t('prompts.saved') : '');
    if (result.kind === 'done') setEditing(undefined);
    ask();
  }

  if (failed) return <FailureNote offline={!isOnline()} onRetry={ask} />;
  if (!prompts) return <Loading words={t('prompts.loading')} shapes={3} />;
  const shared = { busy: fetching, problem, onCancel: () => setEditing(undefined) };
  return (
    <div className="stack">
      <p className={said ? 'said' : 'sr'} role="status">
        {said}
      </p>
      {problem && !problem.field && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <ul className="sheet">
        {prompts.map((prompt) => (
          <li key={prompt.id} className="stack-s sheetline">
            {editing === prompt.id ? (
              <PromptForm prompt={prompt} onSave={(words) => void save(prompt, words, false)} {...shared} />
            ) : (
              <PromptLine
                prompt={prompt}
                mayEdit={mayEdit}
                onEdit={() => {
                  setOutcome(undefined);
                  setEditing(prompt.id);
                }}
                onRetire={(retired) => void save(prompt, { nl: prompt.nl, fr: prompt.fr, en: prompt.en }, retired)}
              />
            )}
          </li>
        ))}
      </ul>
      {mayEdit &&
        (editing === 'new' ? (
          <div className="panel">
            <PromptForm prompt={null} onSave={(words) => void save(null, words, false)} {...shared} />
          </div>
        ) : (
          <p>
            <button
              type="button"
              className="btn"
              onClick={() => {
                setOutcome(undefined);
                setEditing('new');
              }}
            >
              {t('prompts.add')}
            </button>
          </p>
        ))}
    </div>
  );
}

interface LineProps {
  prompt: PromptPartsFragment;
  mayEdit: boolean;
  onEdit: () => void;
  onRetire: (retired: boolean) => void;
}

function PromptLine({ prompt, mayEdit, onEdit, onRetire }: LineProps) {
  const t = useText();
  const language = useLanguage();
  const { figures, retiredAt, isShipped } = prompt;
  return (
    <>
      <p className="row">
        <b>{prompt[language]}</b>
        {retiredAt && <span className="tag">{t('prompts.retired')}</span>}
        {!isShipped && <span className="tag">{t('prompts.own')}</span>}
      </p>
      {figures && (
        <p className="quiet">
          {t('prompts.times', { times: figures.times })}{' '}
          {figures.better === null
            ? t('prompts.tooFew')
            : t('prompts.after', {
                lookedAgain: figures.lookedAgain,
                better: figures.better,
                same: figures.same ?? 0,
                worse: figures.worse ?? 0,
              })}
        </p>
      )}
      {mayEdit && (
        <p className="row">
          <button type="button" className="btn btn--s" onClick={onEdit}>
            {t('prompts.edit')}
            <span className="sr"> {prompt[language]}</span>
          </button>
          <button type="button" className="btn btn--s btn--quiet" onClick={() => onRetire(!retiredAt)}>
            {t(retiredAt ? 'prompts.bringBack' : 'prompts.retire')}
            <span className="sr"> {prompt[language]}</span>
          </button>
        </p>
      )}
    </>
  );
}
