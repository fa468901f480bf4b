import { useText } from '../language/text';
import { Field } from '../parts/field';
import { EndChoices } from './end-choices';
import { NoticePreview } from './member-preview';
import { MessageField } from './message-field';
import type { SteerFieldsProps } from './steer-fields-props';

const minuteChoices = [2, 5, 10, 30] as const;
const forWhomChoices = ['EVERYONE', 'HEAVIEST_POSTERS'] as const;

/** How often one may write. */
export function SlowMinutes({ draft, change }: Pick<SteerFieldsProps, 'draft' | 'change'>) {
  const t = useText();
  return (
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
  );
}

/** How often one may write, who is slowed, and until when. */
export function SlowModeFields({ draft, change, problemOf }: SteerFieldsProps) {
  const t = useText();
  return (
    <>
      <SlowMinutes draft={draft} change={change} />
      <div role="group" aria-label={t('steer.slow.for')}>
        <p className="label">{t('steer.slow.for')}</p>
        <div className="chips chips--s">
          {forWhomChoices.map((forWhom) => (
            <button
              key={forWhom}
              type="button"
              className="chip"
              aria-pressed={draft.forWhom === forWhom}
              onClick={() => change({ forWhom })}
            >
              {t(`steer.slow.for.${forWhom}`)}
            </button>
          ))}
        </div>
      </div>
      <label className="opt">
        <input
          type="checkbox"
          checked={draft.sparesOpener}
          onChange={(event) => change({ sparesOpener: event.target.checked })}
        />
        <span>{t('steer.slow.spares')}</span>
      </label>
      <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />
    </>
  );
}

/** Between which times of the day a thread rests, and what members read about it. */
export function QuietHoursFields(props: SteerFieldsProps) {
  const { draft, change, problemOf } = props;
  const t = useText();
  return (
    <>
      <div className="row">
        <Field
          label={t('steer.quiet.from')}
          type="time"
          value={draft.from}
          problem={problemOf('from')}
          onChange={(event) => change({ from: event.target.value })}
        />
        <Field
          label={t('steer.quiet.to')}
          type="time"
          value={draft.to}
          problem={problemOf('to')}
          onChange={(event) => change({ to: event.target.value })}
        />
      </div>
      <p className="hint">{t('steer.quiet.zone')}</p>
      <EndChoices draft={draft} change={change} problem={problemOf('endsAt')} />
      <MessageField {...props} label={t('steer.message.members')} />
      <NoticePreview
        icon="clock"
        text={draft.message}
        endsAt={null}
        more={t('steer.preview.quiet', { from: draft.from, to: draft.to })}
      />
    </>
  );
}
