import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { CreateGroupDocument, type ModerationMode } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { type Language, currentLanguage } from '../language/language';
import { useText } from '../language/text';
import { AreaField, Field } from '../parts/field';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDraft } from '../staff/use-draft';
import type { ChosenOrganisation, StaffOrganisation } from '../staff/use-organisation';
import templates from './charter-templates.json';
import { CharterTemplates } from './charter-templates';
import { ModeChoice } from './mode-choice';
import { OrganisePage } from './organise-page';

interface Draft {
  readonly clientKey: string;
  readonly step: 1 | 2 | 3;
  readonly name: string;
  readonly description: string;
  readonly template: Language;
  readonly charter: string;
  readonly mode: ModerationMode;
}

const stepOfField: Record<string, Draft['step']> = { name: 1, description: 1, charter: 2, moderationMode: 3 };

/** /organise/groups/new: a group in three steps: for whom, with which charter, read when. */
export function CreateGroupPage({
  chosen,
  organisation,
}: {
  chosen: ChosenOrganisation;
  organisation: StaffOrganisation;
}) {
  const t = useText();
  const [, navigate] = useLocation();
  const [{ fetching }, create] = useMutation(CreateGroupDocument);
  const [draft, setDraft, forget] = useDraft<Draft>(`group:${organisation.id}`, {
    clientKey: crypto.randomUUID(),
    step: 1,
    name: '',
    description: '',
    template: currentLanguage(),
    charter: templates[currentLanguage()],
    mode: 'NEWCOMERS',
  });
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const { step } = draft;
  const lacking = {
    name: tried && !draft.name.trim() ? t('organise.create.required.name') : undefined,
    description: tried && !draft.description.trim() ? t('organise.create.required.description') : undefined,
    charter: tried && !draft.charter.trim() ? t('organise.create.required.charter') : undefined,
  };
  const isStepWhole =
    step === 1 ? draft.name.trim() && draft.description.trim() : step === 2 ? draft.charter.trim() : true;

  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    setTried(!isStepWhole);
    if (!isStepWhole) return;
    if (step < 3) return change({ step: step === 1 ? 2 : 3 });
    setOutcome(undefined);
    const { clientKey, name, description, charter, mode } = draft;
    const answer = await create({
      input: {
        clientKey,
        organisationId: organisation.id,
        name: name.trim(),
        description: description.trim(),
        charter: charter.trim(),
        moderationMode: mode,
      },
    });
    const result = outcomeOf(answer, (data) => data.createGroup);
    setOutcome(result);
    // A new key: what was refused may be sent again changed.
    if (result.kind === 'problem') {
      return change({ clientKey: crypto.randomUUID(), step: stepOfField[result.problem.field ?? ''] ?? 3 });
    }
    if (result.kind === 'failed') return undefined;
    forget();
    return navigate(`/organise/groups/${result.done.id}`, { state: { created: true } });
  };

  return (
    <OrganisePage title={t('organise.create.title')} chosen={chosen}>
      <div className="col stack">
        <div>
          <p className="meta">{t('organise.create.step', { step })}</p>
          <PageTitle>{t('organise.create.title')}</PageTitle>
        </div>
        <StepBar step={step} />
        <form className="panel stack" noValidate onSubmit={(event) => void go(event)} aria-labelledby="step-title">
          <h2 id="step-title">{t(`organise.create.${step}`)}</h2>
          {problem && !problem.field && <ProblemNote problem={problem} />}
          {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
          {step === 1 && (
            <>
              <Field
                key="name"
                label={t('organise.create.name')}
                hint={t('organise.create.name.hint')}
                problem={problemAt(problem, 'name') ?? lacking.name}
                value={draft.name}
                maxLength={60}
                onChange={(event) => change({ name: event.target.value })}
              />
              <AreaField
                label={t('organise.create.description')}
                hint={t('organise.create.description.hint')}
                problem={problemAt(problem, 'description') ?? lacking.description}
                rows={3}
                value={draft.description}
                onChange={(event) => change({ description: event.target.value })}
              />
            </>
          )}
          {step === 2 && (
            <>
              <CharterTemplates
                chosen={draft.template}
                charter={draft.charter}
                onChoose={(template) => change({ template, charter: templates[template] })}
              />
              <AreaField
                label={t('organise.create.charter')}
                hint={t('organise.create.charter.hint')}
                problem={problemAt(problem, 'charter') ?? lacking.charter}
                rows={14}
                lang={draft.template}
                value={draft.charter}
                onChange={(event) => change({ charter: event.target.value })}
              />
            </>
          )}
          {step === 3 && <ModeChoice mode={draft.mode} onChange={(mode) => change({ mode })} />}
          <p className="row">
            <button type="submit" className="btn btn--main" aria-disabled={fetching}>
              {t(step === 3 ? 'organise.create.do' : 'organise.create.next')}
            </button>
            {step > 1 && (
              <button type="button" className="btn btn--quiet" onClick={() => change({ step: step === 3 ? 2 : 1 })}>
                {t('staff.back')}
              </button>
            )}
          </p>
        </form>
        <p className="meta">{t('organise.create.draft')}</p>
      </div>
    </OrganisePage>
  );
}

function StepBar({ step }: { step: Draft['step'] }) {
  return (
    <div className="stepbar" aria-hidden="true">
      {([1, 2, 3] as const).map((one) => (
        <span key={one} className={one <= step ? 'is-done' : undefined} />
      ))}
    </div>
  );
}
