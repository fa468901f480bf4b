import { useText } from '../language/text';
import { Field } from '../parts/field';
import { type EndChoice, type SteerDraft, endChoices } from './steer-kinds';

interface Props {
  draft: SteerDraft;
  change: (part: Partial<SteerDraft>) => void;
  problem: string | undefined;
  /** Whether an end has to be chosen, as for a thread that rests. */
  mustEnd?: boolean;
}

/** When something ends by itself: a few usual moments, or one of your own. */
export function EndChoices({ draft, change, problem, mustEnd = false }: Props) {
  const t = useText();
  const label = t(mustEnd ? 'steer.reopens' : 'steer.ends');
  const words: Record<EndChoice, string> = {
    1: t('steer.ends.hours', { hours: 1 }),
    3: t('steer.ends.hours', { hours: 3 }),
    tomorrow: t('steer.ends.tomorrow'),
    none: t('steer.ends.none'),
    at: t('steer.ends.at'),
  };
  return (
    <div role="group" aria-label={label} className="stack-s">
      <div>
        <p className="label">{label}</p>
        <div className="chips chips--s">
          {endChoices
            .filter((choice) => !mustEnd || choice !== 'none')
            .map((choice) => (
              <button
                key={choice}
                type="button"
                className="chip"
                aria-pressed={draft.ends === choice}
                onClick={() => change({ ends: choice })}
              >
                {words[choice]}
              </button>
            ))}
        </div>
      </div>
      {draft.ends === 'at' ? (
        <Field
          label={t('steer.reopens.at')}
          problem={problem}
          type="datetime-local"
          value={draft.endsAt}
          onChange={(event) => change({ endsAt: event.target.value })}
        />
      ) : (
        problem && <p className="err">{problem}</p>
      )}
    </div>
  );
}
