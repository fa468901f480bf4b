import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { JoinAnotherGroupDocument, JoinGroupDocument, type ProblemPartsFragment } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { type DrawingName, drawings, usualDye } from '../parts/drawing';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useSession } from '../session/session-provider';
import type { InvitationShown } from './invitation-about';
import { JoinAccountFields } from './join-account-fields';
import { JoinNameFields } from './join-name-fields';
import type { JoinWords } from './join-words';
import type { JoinedGroup } from './joined';

interface Props {
  code: string;
  invitation: InvitationShown;
  onJoined: (joined: JoinedGroup) => void;
  /** The agreements are others than those on screen: show the new ones. */
  onCharterChanged: () => void;
}

function anyDrawing(): DrawingName {
  return drawings[Math.floor(Math.random() * drawings.length)] ?? 'linde';
}

const nameFields = ['nickname', 'avatar', 'acceptedCharterVersion'];
const accountFields = ['signInName', 'passphrase', 'ageBand', 'gender'];

/** Two steps: how I am called here, then a way back in. Somebody who is signed in already needs only the first. */
export function JoinForm({ code, invitation, onJoined, onCharterChanged }: Props) {
  const t = useText();
  const { viewer } = useSession();
  const [hadAccount] = useState(() => Boolean(viewer));
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [step, setStep] = useState<1 | 2>(1);
  const [words, setWords] = useState<JoinWords>(() => ({
    nickname: '',
    drawing: anyDrawing(),
    agreed: false,
    signInName: '',
    passphrase: '',
    ageBand: '',
    gender: '',
  }));
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();
  const [joining, join] = useMutation(JoinGroupDocument);
  const [adding, joinAnother] = useMutation(JoinAnotherGroupDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  const shownStep = useRef(step);
  useEffect(() => {
    if (shownStep.current === step) return;
    shownStep.current = step;
    heading.current?.focus();
  }, [step]);

  const change = (part: Partial<JoinWords>) => setWords((now) => ({ ...now, ...part }));

  function trouble(found: ProblemPartsFragment) {
    setProblem(found);
    // Nothing was made, so the next try is a new one.
    setClientKey(crypto.randomUUID());
    if (found.code === 'CHARTER_CHANGED') {
      change({ agreed: false });
      setStep(1);
      onCharterChanged();
    }
    if (nameFields.some((field) => problemAt(found, field))) setStep(1);
    else if (accountFields.some((field) => problemAt(found, field))) setStep(2);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    setFailed(undefined);
    if (step === 1 && !hadAccount) return setStep(2);
    const membership = {
      clientKey,
      code,
      acceptedCharterVersion: invitation.charter.version,
      nickname: words.nickname.trim(),
      avatar: `${words.drawing}:${usualDye[words.drawing]}`,
      ...(words.ageBand ? { ageBand: words.ageBand } : {}),
      ...(words.gender ? { gender: words.gender } : {}),
    };
    if (hadAccount) {
      const outcome = outcomeOf(await joinAnother({ input: membership }), (data) => data.joinAnotherGroup);
      if (outcome.kind === 'problem') return trouble(outcome.problem);
      if (outcome.kind === 'failed') return setFailed(outcome);
      return onJoined({ membership: outcome.done, recoveryCodes: [] });
    }
    const input = { ...membership, signInName: words.signInName.trim(), passphrase: words.passphrase };
    const outcome = outcomeOf(await join({ input }), (data) => data.joinGroup);
    if (outcome.kind === 'problem') return trouble(outcome.problem);
    if (outcome.kind === 'failed') return setFailed(outcome);
    onJoined(outcome.done);
  }

  const inField = [...nameFields, ...accountFields].some((field) => problemAt(problem, field));
  const busy = joining.fetching || adding.fetching;
  return (
    <form className="panel stack joinform" onSubmit={(event) => void submit(event)} aria-labelledby="join-step">
      <div>
        <p className="meta">{t(hadAccount ? 'join.stepOnly' : 'join.step', { step })}</p>
        <h2 id="join-step" ref={heading} tabIndex={-1}>
          {t(step === 1 ? 'join.choose' : 'join.wayBack')}
        </h2>
      </div>
      {problem && !inField && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} />}
      {step === 1 ? (
        <JoinNameFields words={words} problem={problem} onChange={change} />
      ) : (
        <JoinAccountFields words={words} problem={problem} onChange={change} />
      )}
      {invitation.kind === 'OPEN' && (step === 2 || hadAccount) && (
        <Note icon="clock">
          <p>{t('join.admission')}</p>
        </Note>
      )}
      <button type="submit" className="btn btn--main btn--wide" disabled={busy}>
        {t(step === 1 && !hadAccount ? 'join.toPassphrase' : 'join.go')}
      </button>
      {step === 2 && (
        <button type="button" className="btn btn--quiet btn--wide" onClick={() => setStep(1)}>
          {t('join.toName')}
        </button>
      )}
      <p className="meta">{t('join.free')}</p>
    </form>
  );
}
