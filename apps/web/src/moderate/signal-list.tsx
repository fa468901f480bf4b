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

interface Reason {
  readonly signal: NumberedSignal['signal'];
  readonly numbers: number[];
  readonly rules: string[];
}

/** Signals that say the same are said once, with all their numbers and rules. */
function together(signals: readonly NumberedSignal[]): Reason[] {
  const reasons: Reason[] = [];
  for (const { number, signal } of signals) {
    const same = reasons.find(
      (one) =>
        one.signal.category === signal.category &&
        one.signal.severity === signal.severity &&
        one.signal.explanation === signal.explanation,
    );
    if (same) {
      if (number !== null) same.numbers.push(number);
      if (!same.rules.includes(signal.rule)) same.rules.push(signal.rule);
    } else {
      reasons.push({ signal, numbers: number === null ? [] : [number], rules: [signal.rule] });
    }
  }
  return reasons;
}

/** Why each numbered passage stands out, with the rule that says so; what is said of the whole has no number and is not in bold. */
export function SignalList({ signals }: { signals: readonly NumberedSignal[] }) {
  const t = useText();
  if (signals.length === 0) return null;
  return (
    <ol className="why" aria-label={t('desk.signals')}>
      {together(signals).map(({ signal, numbers, rules }, index) => {
        const known = categories.find((category) => category === signal.category);
        return (
          <li key={index}>
            {numbers.length > 0 && (
              <span className="why__ns">
                {numbers.map((number) => (
                  <span key={number} className={`why__n why__n--${tone(signal.severity)}`}>
                    {number}
                  </span>
                ))}
              </span>
            )}
            <span>
              {numbers.length > 0 ? <b>{signal.explanation}</b> : signal.explanation}{' '}
              <span className="rule">
                {t('desk.signal.category', {
                  category: known ? t(`category.${known}`) : signal.category,
                  rule: rules.join(', '),
                })}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
