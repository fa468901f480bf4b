import { useText } from '../language/text';
import { isGrave, useCover } from './covers';
import { type NumberedSignal, markPassages } from './mark-passages';

/** A post's text as it was written, with the passages that a signal points at marked in place and numbered, and grave ones covered. */
export function MarkedText({ text, signals }: { text: string; signals: readonly NumberedSignal[] }) {
  const t = useText();
  const { isCovered, uncover } = useCover();
  const gravity = new Map(signals.map(({ number, signal }) => [number, signal.severity]));
  const segments = markPassages(text, signals);
  return (
    <div className="dpost__text dpost__raw">
      {segments.map((segment, index) => {
        if (segment.severity === null) return segment.text;
        const numbers = segment.endsHere.map((number) => (
          <span key={number} className={`sig__n sig__n--${tone(gravity.get(number) ?? 'GREEN')}`}>
            <span className="sr">{t('desk.signal.sr', { number })}</span>
            <span aria-hidden="true">{number}</span>
          </span>
        ));
        if (isCovered && isGrave(segment.severity)) {
          // Passages that follow each other share one cover.
          const isFirst = !isGrave(segments[index - 1]?.severity ?? null);
          return (
            <span key={index}>
              {isFirst && (
                <button type="button" className="passage-cover" onClick={uncover}>
                  {t('care.cover.show')}
                </button>
              )}
              {numbers}
            </span>
          );
        }
        return (
          <mark key={index} className={`sig sig--${tone(segment.severity)}`}>
            {segment.text}
            {numbers}
          </mark>
        );
      })}
    </div>
  );
}

/** How a severity looks in the text: crisis is marked as strongly as red, the words say which it is. */
export function tone(severity: NumberedSignal['signal']['severity']): 'red' | 'amber' | 'green' {
  if (severity === 'GREEN') return 'green';
  return severity === 'AMBER' ? 'amber' : 'red';
}
