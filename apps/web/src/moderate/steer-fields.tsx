import { useId } from 'react';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { EndChoices } from './end-choices';
import { NoticePreview, NotePreview } from './member-preview';
import { MessageArea } from './message-area';
import { MessageField, useMessageParts } from './message-field';
import { MemberFields } from './member-fields';
import { MoveFields } from './move-fields';
import { OfferFields } from './offer-fields';
import { PostChoice } from './post-choice';
import { PromptFields } from './prompt-fields';
import { QuietHoursFields, SlowModeFields } from './slowing-fields';
import { RuleChoice } from './rule-choice';
import type { SteerFieldsProps } from './steer-fields-props';

/** The fields of one action, and how members will see it where they will read words. */
export function SteerFields(props: SteerFieldsProps) {
  const { kind, draft, change, endsAt, problemOf } = props;
  const t = useText();
  switch (kind) {
    case 'GUIDE_NOTE':
      return <GuideNoteFields {...props} />;
    case 'REFRAME_PROMPT':
      return <PromptFields {...props} />;
    case 'SLOW_MODE':
      return <SlowModeFields {...props} />;
    case 'QUIET_HOURS':
      return <QuietHoursFields {...props} />;
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
    case 'MOVE_POSTS':
      return <MoveFields {...props} />;
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
    case 'SPOTLIGHT':
      return (
        <>
          <MessageField {...props} label={t('steer.message.author')} />
          <NoticePreview icon="star" text={draft.message} endsAt={null} />
        </>
      );
    case 'OFFER_REFERRAL':
      return <OfferFields {...props} />;
    case 'HOLD_MEMBER':
    case 'PAUSE_MEMBER':
    case 'REMOVE_MEMBER':
      return <MemberFields {...props} />;
    case 'RELEASE_POST':
      return <PostChoice {...props} />;
  }
}

function GuideNoteFields(props: SteerFieldsProps) {
  const { draft, change, turn, problemOf } = props;
  const t = useText();
  const given = useMessageParts(props);
  const moments = useMoments();
  const id = useId();
  return (
    <>
      <MessageArea
        label={t('steer.text')}
        hint={t('steer.text.hint')}
        problem={problemOf('text')}
        rows={5}
        value={draft.text}
        onChange={(text) => change({ text })}
        autoFocus
        {...given}
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
