import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { SteerPracticeDocument } from '../../generated/staff-documents';
import { useLanguage } from '../../language/language';
import { useText } from '../../language/text';
import { AreaField, Field } from '../../parts/field';
import { Icon } from '../../parts/icon';
import { problemAt } from '../../parts/problem-note';
import { InSight } from '../../staff/in-sight';
import { useDraft } from '../../staff/use-draft';
import { usePrompts } from '../../staff/use-prompts';
import { EndChoices } from '../end-choices';
import { NotePreview, NoticePreview } from '../member-preview';
import { MessageField } from '../message-field';
import { OfferFields } from '../offer-fields';
import { PostChoice } from '../post-choice';
import { PromptFields } from '../prompt-fields';
import { ReasonField } from '../reason-field';
import { SlowMinutes } from '../slowing-fields';
import { endOf, readyReasons, type SteerDraft, steerIcon } from '../steer-kinds';
import { aboutPost, postsFor, type PracticeWish, type PractisedKind } from './practice-kinds';
import { StepOutcome } from './step-outcome';
import { momentOf } from './story-clock';
import { usePracticeStep } from './use-practice-step';
import type { KeptRun, PracticeRun } from './use-practice-run';

interface Props {
  run: PracticeRun;
  take: KeptRun['take'];
  wish: PracticeWish;
  organisationId: string;
  onClose: () => void;
}

const minute = 60_000;
const withEnd: readonly PractisedKind[] = ['REFRAME_PROMPT', 'SLOW_MODE', 'HOLD_REPLIES', 'PAUSE_THREAD', 'OFFER_REFERRAL']; // prettier-ignore

/** Which words of the draft a kind cannot do without. */
const needs: Readonly<Partial<Record<PractisedKind, keyof SteerDraft>>> = {
  GUIDE_NOTE: 'text',
  REFRAME_PROMPT: 'promptId',
  CONTENT_NOTE: 'note',
  PAUSE_THREAD: 'message',
  CLOSE_THREAD: 'message',
  HIDE_POST: 'message',
  OFFER_REFERRAL: 'helpline',
  OPEN_ASIDE: 'message',
};

function usePracticeDraft(run: PracticeRun, { kind, post }: PracticeWish): ReturnType<typeof useDraft<SteerDraft>> {
  const t = useText();
  const messages: Partial<Record<PractisedKind, string>> = {
    PAUSE_THREAD: t('steer.message.pause'),
    CLOSE_THREAD: t('steer.message.close'),
    HIDE_POST: t('steer.message.hide'),
    OFFER_REFERRAL: t('steer.message.offer'),
  };
  const candidates = postsFor(kind, run);
  return useDraft<SteerDraft>(`practice:${run.id}:${kind}:${post ?? ''}`, {
    ...{ clientKey: '', text: '', place: 'end', minutes: 10, forWhom: 'EVERYONE', sparesOpener: false },
    ...{
      from: '',
      to: '',
      promptId: '',
      endsAt: '',
      postIds: [],
      title: '',
      helpline: '',
      note: '',
      reason: '',
      rule: '',
    },
    ends: kind === 'REFRAME_PROMPT' || kind === 'OFFER_REFERRAL' ? 'none' : kind === 'PAUSE_THREAD' ? 'tomorrow' : '3',
    message: messages[kind] ?? '',
    postId: post ?? candidates.at(-1)?.key ?? '',
    forOne: post !== undefined,
  });
}

/** One step of a practice thread, asked in the fields of the desk. */
export function PracticeForm({ run, take, wish, organisationId, onClose }: Props) {
  const { kind } = wish;
  const t = useText();
  const language = useLanguage();
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.scrollIntoView({ block: 'nearest' });
    const hasFocus = title.current?.closest('form')?.contains(document.activeElement);
    if (!hasFocus) title.current?.focus({ preventScroll: true });
  }, []);
  const [draft, setDraft, forget] = usePracticeDraft(run, wish);
  const { prompts } = usePrompts(organisationId);
  const { send, busy, outcome, problem } = usePracticeStep(take);
  const [tried, setTried] = useState(false);
  const endsAt = endOf(draft, new Date());
  const need = needs[kind];
  const lacking: readonly (keyof SteerDraft)[] = [
    ...(need && !String(draft[need]).trim() ? [need] : []),
    ...(draft.reason.trim() ? [] : ['reason' as const]),
    ...(withEnd.includes(kind) && endsAt === undefined ? ['endsAt' as const] : []),
    ...(aboutPost.includes(kind) && !draft.postId ? ['postId' as const] : []),
  ];
  const problemOf = (field: keyof SteerDraft, ...names: string[]): string | undefined =>
    [...namesOf(field), ...names].map((name) => problemAt(problem, name)).find(Boolean) ??
    (tried && lacking.includes(field) ? t(field === 'endsAt' ? 'steer.reopens.past' : 'staff.required') : undefined);
  const change = (part: Partial<SteerDraft>) => setDraft({ ...draft, ...part });
  const posts = postsFor(kind, run).map(({ key, text, at, by }) => ({
    ...{ id: key, text, createdAt: momentOf(run, at), author: by },
  }));
  const fields = { draft, change, problemOf, posts, organisationId, endsAt: endsAt ?? null };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacking.length > 0) return;
    const isAboutPost = aboutPost.includes(kind) || (kind === 'OFFER_REFERRAL' && draft.forOne);
    const prompt = prompts?.find(({ id }) => id === draft.promptId);
    const words = { GUIDE_NOTE: draft.text, CONTENT_NOTE: draft.note, REFRAME_PROMPT: prompt?.[language] };
    const input = {
      ...{ runId: run.id, kind, reason: draft.reason.trim(), post: isAboutPost ? draft.postId : null },
      text: (kind in words ? words[kind as keyof typeof words] : draft.message) ?? null,
      minutes: kind === 'SLOW_MODE' ? draft.minutes : null,
      helpline: kind === 'OFFER_REFERRAL' ? draft.helpline : null,
      endsInMinutes:
        withEnd.includes(kind) && endsAt ? Math.max(1, Math.round((endsAt.getTime() - Date.now()) / minute)) : null,
    };
    if (!(await send(SteerPracticeDocument, input, (data) => data.steerPractice))) return;
    forget();
    onClose();
  };

  return (
    <form
      className="steerform stack"
      aria-labelledby={heading}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <h2 id={heading} ref={title} tabIndex={-1} className="steerform__h">
        <Icon name={kind === 'OPEN_ASIDE' ? 'aside' : steerIcon[kind]} size="s" />
        {t(kind === 'OPEN_ASIDE' ? 'asides.menu' : `steer.${kind}`)}
      </h2>
      <KindFields kind={kind} {...fields} />
      <ReasonField
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        ready={kind === 'OPEN_ASIDE' ? [] : readyReasons[kind]}
        problem={problemOf('reason')}
      />
      {outcome && outcome.kind !== 'done' && (
        <InSight>
          <StepOutcome outcome={outcome} />
        </InSight>
      )}
      <p className="row">
        <button type="submit" className="btn btn--s btn--main" aria-disabled={busy}>
          {busy ? t('steer.onItsWay') : t(kind === 'OPEN_ASIDE' ? 'practice.send' : `steer.do.${kind}`)}
        </button>
        <button type="button" className="btn btn--s btn--quiet" onClick={onClose}>
          {t('staff.cancel')}
        </button>
      </p>
    </form>
  );
}

/** What the service calls a field of the draft. */
function namesOf(field: keyof SteerDraft): string[] {
  if (field === 'message' || field === 'note' || field === 'promptId' || field === 'text') return ['text'];
  if (field === 'postId') return ['post'];
  return field === 'endsAt' ? ['endsInMinutes'] : [field];
}

type KindProps = Omit<Parameters<typeof OfferFields>[0], 'kind'> &
  Parameters<typeof PromptFields>[0] &
  Parameters<typeof PostChoice>[0] & { kind: PractisedKind; endsAt: Date | null };

function KindFields({ kind, ...fields }: KindProps) {
  const t = useText();
  const { draft, change, problemOf, endsAt } = fields;
  switch (kind) {
    case 'GUIDE_NOTE':
      return (
        <>
          <AreaField
            label={t('steer.text')}
            hint={t('steer.text.hint')}
            problem={problemOf('text')}
            rows={5}
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
            autoFocus
          />
          <NotePreview text={draft.text} />
        </>
      );
    case 'REFRAME_PROMPT':
      return <PromptFields {...fields} />;
    case 'SLOW_MODE':
      return (
        <>
          <SlowMinutes draft={draft} change={change} />
          <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />
        </>
      );
    case 'HOLD_REPLIES':
      return <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />;
    case 'PAUSE_THREAD':
      return (
        <>
          <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} mustEnd />
          <MessageField {...fields} label={t('steer.message.members')} />
          <NoticePreview icon="pause" text={draft.message} endsAt={endsAt} />
        </>
      );
    case 'CLOSE_THREAD':
      return (
        <>
          <MessageField {...fields} label={t('steer.message.members')} />
          <NoticePreview icon="lock" text={draft.message} endsAt={null} />
        </>
      );
    case 'CONTENT_NOTE':
      return (
        <>
          <PostChoice {...fields} />
          <Field
            label={t('steer.note')}
            hint={t('steer.note.hint')}
            problem={problemOf('note')}
            value={draft.note}
            maxLength={80}
            onChange={(event) => change({ note: event.target.value })}
            autoFocus
          />
        </>
      );
    case 'HIDE_POST':
      return (
        <>
          <PostChoice {...fields} />
          <MessageField {...fields} label={t('steer.message.author')} hint={t('steer.message.author.hint')} />
        </>
      );
    case 'OPEN_ASIDE':
      return (
        <>
          <PostChoice {...fields} label={t('practice.apart.post')} />
          <MessageField {...fields} label={t('practice.apart.words')} />
        </>
      );
    case 'OFFER_REFERRAL':
      return <OfferFields {...fields} />;
    case 'RELEASE_POST':
      return <PostChoice {...fields} />;
  }
}
