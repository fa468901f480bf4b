import { useText } from '../language/text';
import { type NumberedSignal, markPassages } from './mark-passages';

/** A post's text as it was written, with the passages that a signal points at marked in place and numbered. */
export function MarkedText({ text, signals }: { text: string; signals: readonly NumberedSignal[] }) {
  const t = useText();
  const gravity = new Map(signals.map(({ number, signal }) => [number, signal.severity]));
  return (
    <div className="dpost__text dpost__raw">
      {markPassages(text, signals).map((segment, index) =>
        segment.severity === null ? (
          segment.text
        ) : (
          <mark key={index} className={`sig sig--${tone(segment.severity)}`}>
            {segment.text}
            {segment.endsHere.map((number) => (
              <span key={number} className={`sig__n sig__n--${tone(gravity.get(number) ?? 'GREEN')}`}>
                <span className="sr">{t('desk.signal.sr', { number })}</span>
                <span aria-hidden="true">{number}</span>
              </span>
            ))}
          </mark>
        ),
      )}
    </div>
  );
}

/** How a severity looks in the text: crisis is marked as strongly as red, the words say which it is. */
export function tone(severity: NumberedSignal['signal']['severity']): 'red' | 'amber' | 'green' {
  if (severity === 'GREEN') return 'green';
  return severity === 'AMBER' ? 'amber' : 'red';
}
