import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { StartPracticeDocument } from '../../generated/staff-documents';
import { type Outcome, outcomeOf } from '../../graphql/outcome';
import { useLanguage } from '../../language/language';
import { useText } from '../../language/text';
import { Dialog } from '../../parts/dialog';
import { FailureNote, ProblemNote } from '../../parts/problem-note';
import { SpeedChoice, type Speed } from './speed-choice';

const languages = ['nl', 'fr', 'en'] as const;

interface Props {
  thread: { readonly key: string; readonly title: string; readonly about: string };
  organisationId: string;
  onClose: () => void;
}

/** Before a practice thread begins: in which language its people write, and how fast its time runs. */
export function StartPracticeDialog({ thread, organisationId, onClose }: Props) {
  const t = useText();
  const own = useLanguage();
  const [, navigate] = useLocation();
  const [{ fetching }, start] = useMutation(StartPracticeDocument);
  const [clientKey] = useState(() => crypto.randomUUID());
  const [language, setLanguage] = useState<(typeof languages)[number]>(own);
  const [speed, setSpeed] = useState<Speed>(2);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    const input = { clientKey, organisationId, thread: thread.key, language, speed };
    const result = outcomeOf(await start({ input }), (data) => data.startPractice);
    setOutcome(result);
    if (result.kind === 'done') navigate(`/moderate/practice/runs/${result.done.id}`);
  };
  return (
    <Dialog title={thread.title} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        <p>{thread.about}</p>
        <p className="quiet">{t('practice.start.how')}</p>
        <div role="group" aria-label={t('practice.start.language')}>
          <p className="label">{t('practice.start.language')}</p>
          <div className="chips chips--s">
            {languages.map((one) => (
              <button
                key={one}
                type="button"
                className="chip"
                aria-pressed={language === one}
                onClick={() => setLanguage(one)}
              >
                {t(`practice.in.${one}`)}
              </button>
            ))}
          </div>
        </div>
        <SpeedChoice speed={speed} onChange={setSpeed} />
        {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={fetching}>
            {t('practice.start.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
