import { useState } from 'react';
import type { InterventionKind } from '../../generated/staff-documents';
import { useMoments } from '../../language/moments';
import { useText } from '../../language/text';
import { Icon } from '../../parts/icon';
import { steerIcon } from '../steer-kinds';
import { steeringIn } from './practice-climate';
import { PracticeForm } from './practice-form';
import {
  aboutPost,
  onOpenThread,
  postsFor,
  type PracticeWish,
  practisedSteps,
  type PractisedKind,
} from './practice-kinds';
import { momentOf } from './story-clock';
import { UndoPracticeDialog } from './undo-practice-dialog';
import type { KeptRun, PracticeRun, PracticeStep } from './use-practice-run';

const iconOf = (kind: InterventionKind) =>
  kind === 'OPEN_ASIDE' ? 'aside' : steerIcon[kind as Exclude<PractisedKind, 'OPEN_ASIDE'>];

interface Props {
  run: PracticeRun;
  take: KeptRun['take'];
  wish: PracticeWish | undefined;
  onWish: (wish: PracticeWish | undefined) => void;
  organisationId: string;
}

/** What can be done, or the form of what is being done, and what was done so far. */
export function PracticeSteer({ run, take, wish, onWish, organisationId }: Props) {
  const t = useText();
  const [undoing, setUndoing] = useState<PracticeStep>();
  if (wish)
    return (
      <PracticeForm
        key={`${wish.kind}:${wish.post ?? ''}`}
        run={run}
        take={take}
        wish={wish}
        organisationId={organisationId}
        onClose={() => onWish(undefined)}
      />
    );
  const offered = (kind: PractisedKind): boolean =>
    !(run.isClosed && onOpenThread.includes(kind)) && !(aboutPost.includes(kind) && postsFor(kind, run).length === 0);
  return (
    <>
      <h2>{t('steer.heading')}</h2>
      {practisedSteps.map(({ title, kinds }) => (
        <div key={title}>
          <h3 className="meta">{t(title)}</h3>
          <ul className="practiceacts">
            {kinds.filter(offered).map((kind) => (
              <li key={kind}>
                <button
                  type="button"
                  className="btn btn--s"
                  aria-disabled={run.state !== 'RUNNING'}
                  onClick={() => run.state === 'RUNNING' && onWish({ kind })}
                >
                  <Icon name={iconOf(kind)} size="s" />
                  {t(kind === 'OPEN_ASIDE' ? 'asides.menu' : `steer.${kind}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Done run={run} onUndo={setUndoing} />
      {undoing && <UndoPracticeDialog run={run} step={undoing} take={take} onClose={() => setUndoing(undefined)} />}
    </>
  );
}

/** What was done to steer, with the numbers of the drawing. */
function Done({ run, onUndo }: { run: PracticeRun; onUndo: (step: PracticeStep) => void }) {
  const t = useText();
  const moments = useMoments();
  const done = steeringIn(run);
  if (done.length === 0) return null;
  return (
    <ol className="legend" aria-label={t('climate.legend')}>
      {done.map((step, index) => {
        const kind = step.intervention ? t(`intervention.${step.intervention}`) : '';
        const when = moments.clock(momentOf(run, step.at));
        return (
          <li key={step.id} className={step.stands ? undefined : 'is-undone'}>
            <span className="knot">{index + 1}</span>
            <p>
              {kind}, {when}
              {!step.stands && ` (${t('practice.undone')})`}{' '}
              {step.undoable && run.state === 'RUNNING' && (
                <button
                  type="button"
                  className="linkbtn"
                  aria-label={t('climate.undo.of', { kind, when })}
                  onClick={() => onUndo(step)}
                >
                  {t('climate.undo')}
                </button>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
