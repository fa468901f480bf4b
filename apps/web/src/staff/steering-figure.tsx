import { useId } from 'react';
import type { SteeringFiguresQuery } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';

type Figure = NonNullable<SteeringFiguresQuery['steeringFigures']>['kinds'][number];

const climates = ['SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING'] as const;
const outcomes = ['better', 'same', 'worse', 'others'] as const;

/** One kind of steering: a bar of what came after, and the same in a table. */
export function SteeringFigure({ figure }: { figure: Figure }) {
  const t = useText();
  const id = useId();
  const { kind, changes, others, lookedAgain, medianHours } = figure;
  const sums = { better: 0, same: 0, worse: 0, others };
  for (const { before, after, count } of changes) {
    const change = climates.indexOf(after) - climates.indexOf(before);
    sums[change < 0 ? 'better' : change > 0 ? 'worse' : 'same'] += count;
  }
  const shown = outcomes.filter((outcome) => sums[outcome] > 0);
  let from = 0;
  return (
    <section className="panel stack-s" aria-labelledby={id}>
      <h2 id={id}>{t(`intervention.${kind}`)}</h2>
      <p className="quiet">
        {t('effect.count', { count: lookedAgain })} {medianHours !== null && t('effect.median', { hours: medianHours })}
      </p>
      <svg className="effectbar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {shown.map((outcome) => {
          const width = (100 * sums[outcome]) / lookedAgain;
          const x = from;
          from += width;
          return <rect key={outcome} className={`effectbar__${outcome}`} x={x} y={0} width={width} height={8} />;
        })}
      </svg>
      <ul className="effectkey">
        {shown.map((outcome) => (
          <li key={outcome}>
            <span className={`effectkey__dot effectbar__${outcome}`} aria-hidden="true" />
            {t(`effect.${outcome}`, { count: sums[outcome] })}
          </li>
        ))}
      </ul>
      <details className="disclose">
        <summary>
          <Icon name="next" />
          {t('effect.table')}
        </summary>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('effect.table.before')}</th>
              <th scope="col">{t('effect.table.after')}</th>
              <th scope="col">{t('effect.table.count')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ before, after, count }) => (
              <tr key={`${before} ${after}`}>
                <th scope="row">{t(`climate.${before}`)}</th>
                <td>{t(`climate.${after}`)}</td>
                <td>{t('effect.about', { count })}</td>
              </tr>
            ))}
            {others > 0 && (
              <tr>
                <th scope="row" colSpan={2}>
                  {t('effect.table.others')}
                </th>
                <td>{t('effect.about', { count: others })}</td>
              </tr>
            )}
          </tbody>
        </table>
      </details>
    </section>
  );
}
