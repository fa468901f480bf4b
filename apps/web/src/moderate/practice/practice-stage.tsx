import { useState } from 'react';
import { useClient } from 'urql';
import { LookInPracticeDocument, PacePracticeDocument } from '../../generated/staff-documents';
import { type Outcome, outcomeOf } from '../../graphql/outcome';
import { useText } from '../../language/text';
import { Icon } from '../../parts/icon';
import { Note } from '../../parts/note';
import { PracticeApart } from './practice-apart';
import { PracticeClimate } from './practice-climate';
import { PracticeComments } from './practice-comments';
import { PracticeMemberDialog } from './practice-member-dialog';
import type { PracticeWish } from './practice-kinds';
import { PracticeSteer } from './practice-steer';
import { PracticeThread } from './practice-thread';
import { ResolvePracticeDialog } from './resolve-practice-dialog';
import { SpeedChoice } from './speed-choice';
import { StepOutcome } from './step-outcome';
import { isAtEnd, minuteOf, useStoryTime } from './story-clock';
import { usePracticeStep } from './use-practice-step';
import type { KeptRun, PracticeMember, PracticeRun } from './use-practice-run';

interface Props {
  run: PracticeRun;
  seenAt: number;
  take: KeptRun['take'];
  organisationId: string;
}

/** A practice thread while it is played: what comes in, how it goes, and what can be done. */
export function PracticeStage({ run, seenAt, take, organisationId }: Props) {
  const t = useText();
  const client = useClient();
  const [looked, setLooked] = useState<Outcome<PracticeRun>>();
  const [wish, setWish] = useState<PracticeWish>();
  const [member, setMember] = useState<PracticeMember>();
  const [isResolving, setResolving] = useState(false);
  const isRunning = run.state === 'RUNNING';
  /** Several can be on their way: each is a look of its own. */
  async function look(at: { what: 'POSTS' | 'CLIMATE' | 'MEMBER'; posts?: string[]; member?: string }): Promise<void> {
    const input = { clientKey: crypto.randomUUID(), runId: run.id, ...at };
    const result = outcomeOf(await client.mutation(LookInPracticeDocument, { input }), (data) => data.lookInPractice);
    setLooked(result);
    take(result);
  }
  return (
    <>
      <PracticeClock run={run} seenAt={seenAt} take={take} onResolve={() => setResolving(true)} />
      {isRunning && isAtEnd(run) && (
        <Note icon="clock">
          <p>{t('practice.end')}</p>
        </Note>
      )}
      <StepOutcome outcome={looked} />
      <div className="practice">
        <div className="practice__talk stack">
          <PracticeThread
            run={run}
            onOpen={(posts) => void look({ what: 'POSTS', posts: [...posts] })}
            onWish={setWish}
            onMember={(one) => {
              setMember(one);
              void look({ what: 'MEMBER', member: one.key });
            }}
          />
          <PracticeApart run={run} onWish={setWish} />
        </div>
        <div className="practice__side steer">
          <section className="stack-s">
            <PracticeClimate run={run} onLook={() => void look({ what: 'CLIMATE' })} />
          </section>
          <section className="stack-s">
            <PracticeSteer run={run} take={take} wish={wish} onWish={setWish} organisationId={organisationId} />
          </section>
          <section className="stack-s">
            <PracticeComments run={run} take={take} />
          </section>
        </div>
      </div>
      {member && <PracticeMemberDialog member={member} run={run} onClose={() => setMember(undefined)} />}
      {isResolving && <ResolvePracticeDialog run={run} take={take} onClose={() => setResolving(false)} />}
    </>
  );
}

interface ClockProps {
  run: PracticeRun;
  seenAt: number;
  take: KeptRun['take'];
  onResolve: () => void;
}

function PracticeClock({ run, seenAt, take, onResolve }: ClockProps) {
  const t = useText();
  const pace = usePracticeStep(take);
  const at = useStoryTime(run, seenAt);
  const isRunning = run.state === 'RUNNING';
  const set = (running: boolean, speed: number) =>
    void pace.send(PacePracticeDocument, { runId: run.id, running, speed }, (data) => data.pacePractice);
  return (
    <div className="practiceclock panel stack-s">
      <p className="row row--between">
        <b>{t(isRunning ? 'practice.clock' : 'practice.clock.stopped', { minute: minuteOf(at), of: run.minutes })}</b>
        <span className="row">
          <button
            type="button"
            className={isRunning ? 'btn btn--s' : 'btn btn--s btn--main'}
            aria-disabled={pace.busy}
            onClick={() => set(!isRunning, run.speed)}
          >
            <Icon name={isRunning ? 'pause' : 'next'} size="s" />
            {t(isRunning ? 'practice.stop' : 'practice.run')}
          </button>
          <button type="button" className="btn btn--s" onClick={onResolve}>
            <Icon name="check" size="s" />
            {t('practice.resolve')}
          </button>
        </span>
      </p>
      <progress
        className="practiceclock__bar"
        max={run.minutes * 60_000}
        value={at}
        aria-label={t('practice.progress')}
      />
      {isRunning && <SpeedChoice speed={run.speed} onChange={(speed) => set(true, speed)} />}
      {!isRunning && <p className="quiet">{t('practice.stopped.text')}</p>}
      <StepOutcome outcome={pace.outcome} />
    </div>
  );
}
