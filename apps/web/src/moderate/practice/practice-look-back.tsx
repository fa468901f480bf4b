import { Link } from 'wouter';
import { useText } from '../../language/text';
import { Note } from '../../parts/note';
import { beginningOf } from '../../parts/words';
import { useDeskTimes } from '../../staff/desk-times';
import { PracticeApart } from './practice-apart';
import { PracticeClimate } from './practice-climate';
import { PracticeComments } from './practice-comments';
import { PracticeThread } from './practice-thread';
import { PracticeTimeline } from './practice-timeline';
import { minuteOf, useStoryTime } from './story-clock';
import type { KeptRun, PracticeRun } from './use-practice-run';

interface Props {
  run: PracticeRun;
  seenAt: number;
  take: KeptRun['take'];
}

/** A run looked back on: what happened and why, what mattered and when it was seen, and what is said about it. */
export function PracticeLookBack({ run, seenAt, take }: Props) {
  const t = useText();
  const at = useStoryTime(run, seenAt);
  const { moments } = useDeskTimes(60_000);
  const back = run.lookBack;
  return (
    <>
      <p className="meta">
        {[
          run.trainee?.displayName,
          moments.past(run.beganAt),
          run.state === 'OVER'
            ? t('practice.state.OVER')
            : t(run.state === 'RUNNING' ? 'practice.clock' : 'practice.clock.stopped', {
                minute: minuteOf(at),
                of: run.minutes,
              }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!run.isMine && run.state === 'RUNNING' && (
        <Note icon="eye">
          <p>{t('practice.live', { name: run.trainee?.displayName ?? '' })}</p>
        </Note>
      )}
      <div className="practice">
        <div className="practice__talk stack">
          {back && <WhatMattered back={back} />}
          {back && back.changed.length > 0 && (
            <section className="stack-s" aria-labelledby="practice-changed">
              <h2 id="practice-changed" className="h3">
                {t('practice.changed')}
              </h2>
              <ul className="bullets">
                {back.changed.map((told) => (
                  <li key={told}>{told}</li>
                ))}
              </ul>
            </section>
          )}
          {back && back.guidance.length > 0 && (
            <section className="stack-s" aria-labelledby="practice-guidance">
              <h2 id="practice-guidance" className="h3">
                {t('practice.guidance')}
              </h2>
              <ul className="practiceguide">
                {back.guidance.map(({ event, text, guidance }) => (
                  <li key={event} className="stack-s">
                    <p className="quoted" lang={run.language}>
                      {beginningOf(text, 120)}
                    </p>
                    <p>{guidance}</p>
                  </li>
                ))}
              </ul>
              {run.state === 'OVER' && <p className="panel">{back.afterwards}</p>}
            </section>
          )}
          <section className="stack-s" aria-labelledby="practice-steps">
            <h2 id="practice-steps" className="h3">
              {t('practice.steps')}
            </h2>
            <PracticeTimeline run={run} take={take} />
          </section>
          <PracticeThread run={run} />
          <PracticeApart run={run} />
          {run.isMine && (
            <p>
              <Link className="btn" href="/moderate/practice">
                {t('practice.another')}
              </Link>
            </p>
          )}
        </div>
        <div className="practice__side steer">
          <section className="stack-s">
            <PracticeClimate run={run} />
          </section>
          <section className="stack-s">
            <PracticeComments run={run} take={take} />
          </section>
        </div>
      </div>
    </>
  );
}

/** What mattered, and how long it took until it was seen and answered. */
function WhatMattered({ back }: { back: NonNullable<PracticeRun['lookBack']> }) {
  const t = useText();
  if (back.mattered.length === 0) return null;
  const after = (from: number, to: number | null): string =>
    to === null ? t('practice.never') : t('practice.after', { minutes: Math.round((to - from) / 6_000) / 10 });
  return (
    <table className="practicetable">
      <caption>{t('practice.mattered')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('practice.mattered.what')}</th>
          <th scope="col">{t('practice.mattered.seen')}</th>
          <th scope="col">{t('practice.mattered.answered')}</th>
        </tr>
      </thead>
      <tbody>
        {back.mattered.map(({ event, text, cameAt, seenAt, answeredAt }) => (
          <tr key={event}>
            <th scope="row">
              {beginningOf(text, 60)} <span className="meta">{t('practice.minute', { minute: minuteOf(cameAt) })}</span>
            </th>
            <td>{after(cameAt, seenAt)}</td>
            <td>{after(cameAt, answeredAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
