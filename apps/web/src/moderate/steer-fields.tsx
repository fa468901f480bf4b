import { useId } from 'react';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { AreaField, Field } from '../parts/field';
import { beginningOf } from '../parts/words';
import { EndChoices } from './end-choices';
import { NoticePreview, NotePreview } from './member-preview';
import { type Charter, RuleChoice } from './rule-choice';
import type { SteerDraft, SteerKind } from './steer-kinds';

interface Props {
  kind: SteerKind;
  draft: SteerDraft;
  change: (part: Partial<SteerDraft>) => void;
  posts: readonly DeskPostPartsFragment[];
  turn: DeskPostPartsFragment | undefined;
  endsAt: Date | null;
  charter: Charter;
  problemOf: (field: keyof SteerDraft, ...names: string[]) => string | undefined;
}

const minuteChoices = [2, 5, 10, 30] as const;

/** The fields of one action, and how members will see it where they will read words. */
export function SteerFields(props: Props) {
  const { kind, draft, change, endsAt, problemOf } = props;
  const t = useText();
  switch (kind) {
    case 'GUIDE_NOTE':
      return <GuideNoteFields {...props} />;
    case 'SLOW_MODE':
      return (
        <>
          <div role="group" aria-label={t('steer.minutes')}>
            <p className="label">{t('steer.minutes')}</p>
            <div className="chips chips--s">
              {minuteChoices.map((minutes) => (
                <button
                  key={minutes}
                  type="button"
                  className="chip"
                  aria-pressed={draft.minutes === minutes}
                  onClick={() => change({ minutes })}
                >
                  {t('steer.minutes.value', { minutes })}
                </button>
              ))}
            </div>
          </div>
          <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />
        </>
      );
    case 'HOLD_REPLIES':
      return <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />;
    case 'PAUSE_THREAD':
      return (
        <>
          <EndChoices draft={draft} change={change} problem={problemOf('endsAt', 'reopensAt')} mustEnd />
          <MessageField {...props} label={t('steer.message.members')} />
          <NoticePreview icon="pause" text={draft.message} endsAt={endsAt} />
        </>
      );
    case 'CLOSE_THREAD':
      return (
        <>
          <MessageField {...props} label={t('steer.message.members')} />
          <NoticePreview icon="lock" text={draft.message} endsAt={null} />
        </>
      );
    case 'CONTENT_NOTE':
      return (
        <>
          <PostChoice {...props} />
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
          <PostChoice {...props} />
          <MessageField {...props} label={t('steer.message.author')} hint={t('steer.message.author.hint')} />
          <RuleChoice
            charter={props.charter}
            value={draft.rule}
            onChange={(rule) => change({ rule })}
            problem={problemOf('rule', 'charterRule')}
          />
        </>
      );
    case 'RELEASE_POST':
      return <PostChoice {...props} />;
  }
}

function GuideNoteFields({ draft, change, turn, problemOf }: Props) {
  const t = useText();
  const moments = useMoments();
  const id = useId();
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
      {turn && (
        <div className="field">
          <label className="label" htmlFor={id}>
            {t('steer.place')}
          </label>
          <select
            id={id}
            className="select"
            value={draft.place}
            onChange={(event) => change({ place: event.target.value === 'turn' ? 'turn' : 'end' })}
          >
            <option value="turn">
              {t('steer.place.turn', {
                name: turn.author?.nickname ?? t('desk.post.gone'),
                clock: moments.clock(turn.createdAt),
              })}
            </option>
            <option value="end">{t('steer.place.end')}</option>
          </select>
        </div>
      )}
      <NotePreview text={draft.text} />
    </>
  );
}

function MessageField({ draft, change, problemOf, label, hint }: Props & { label: string; hint?: string }) {
  return (
    <AreaField
      label={label}
      hint={hint}
      problem={problemOf('message', 'messageToMembers', 'messageToAuthor')}
      rows={4}
      value={draft.message}
      onChange={(event) => change({ message: event.target.value })}
      autoFocus
    />
  );
}

function PostChoice({ draft, change, posts, problemOf }: Props) {
  const t = useText();
  const moments = useMoments();
  const id = useId();
  const problem = problemOf('postId');
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {t('steer.post')}
      </label>
      <select
        id={id}
        className="select"
        value={draft.postId}
        aria-invalid={problem ? true : undefined}
        onChange={(event) => change({ postId: event.target.value })}
      >
        {posts.map((post) => (
          <option key={post.id} value={post.id}>
            {t('steer.post.option', {
              name: post.author?.nickname ?? t('desk.post.gone'),
              clock: moments.clock(post.createdAt),
              start: beginningOf(post.text, 60),
            })}
          </option>
        ))}
      </select>
      {problem && <span className="err">{problem}</span>}
    </div>
  );
}
