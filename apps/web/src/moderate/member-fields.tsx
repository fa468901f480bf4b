import { useText } from '../language/text';
import { Note } from '../parts/note';
import { EndChoices } from './end-choices';
import { NoticePreview } from './member-preview';
import { MessageField } from './message-field';
import { PostChoice } from './post-choice';
import { RuleChoice } from './rule-choice';
import type { SteerFieldsProps } from './steer-fields-props';

/** Who it is about, by a post of theirs, until when, and what they read. */
export function MemberFields(props: SteerFieldsProps) {
  const { kind, draft, change, endsAt, problemOf } = props;
  const t = useText();
  const isPause = kind === 'PAUSE_MEMBER';
  const ends = kind !== 'REMOVE_MEMBER';
  return (
    <>
      {!ends && (
        <Note icon="alert">
          <p>{t('steer.remove.final')}</p>
        </Note>
      )}
      <PostChoice {...props} label={t('steer.member.which')} />
      {ends && <EndChoices draft={draft} change={change} problem={problemOf('endsAt', 'until')} mustEnd={isPause} />}
      <MessageField
        {...props}
        label={t(isPause ? 'steer.message.plan' : 'steer.message.member')}
        {...(isPause ? { hint: t('steer.message.plan.hint') } : {})}
      />
      <RuleChoice
        charter={props.charter}
        value={draft.rule}
        onChange={(rule) => change({ rule })}
        problem={problemOf('rule', 'charterRule')}
      />
      <NoticePreview icon={isPause ? 'pause' : 'eye'} text={draft.message} endsAt={isPause ? endsAt : null} />
    </>
  );
}
