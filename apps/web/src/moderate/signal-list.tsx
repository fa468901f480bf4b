import { useText } from '../language/text';
import type { NumberedSignal } from './mark-passages';
import { tone } from './marked-text';

const categories = [
  'suicidal_intent',
  'suicidal_ideation',
  'self_harm',
  'eating_disorder',
  'method_or_numbers',
  'encouragement',
  'competition',
  'glorification',
  'pact',
  'hopelessness',
  'abuse_disclosure',
  'violence',
  'harassment',
  'solicitation',
  'sextortion',
  'personal_data',
  'secrecy',
  'substance',
  'burdened_helper',
  'third_party_risk',
  'goodbye',
  'support',
  'recovery',
  'help_seeking',
] as const;

/** Why each numbered passage stands out, with the rule that says so. */
export function SignalList({ signals }: { signals: readonly NumberedSignal[] }) {
  const t = useText();
  if (signals.length === 0) return null;
  return (
    <ol className="why" aria-label={t('desk.signals')}>
      {signals.map(({ number, signal }) => {
        const known = categories.find((category) => category === signal.category);
        return (
          <li key={number}>
            <span className={`why__n why__n--${tone(signal.severity)}`}>{number}</span>
            <span>
              <b>{signal.explanation}</b>{' '}
              <span className="rule">
                {t('desk.signal.category', {
                  category: known ? t(`category.${known}`) : signal.category,
                  rule: signal.rule,
                })}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
