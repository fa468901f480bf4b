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
  for (const one of changes) {
    const change = climates.indexOf(one.after) - climates.indexOf(one.before);
    sums[change < 0 ? 'better' : change > 0 ? 'worse' : 'same'] += one.count;
  }
  const shown = outcomes.filter((outcome) => sums[outcome] > 0);
  const before = (place: number): number => shown.slice(0, place).reduce((all, outcome) => all + sums[outcome], 0);
  const percent = (count: number): number => (100 * count) / lookedAgain;
  return (
    <section className="panel stack-s" aria-labelledby={id}>
      <h2 id={id}>{t(`intervention.${kind}`)}</h2>
      <p className="quiet">
        {t('effect.count', { count: lookedAgain })} {medianHours !== null && t('effect.median', { hours: medianHours })}
      </p>
      <svg className="effectbar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {shown.map((outcome, place) => (
          <rect
            key={outcome}
            className={`effectbar__${outcome}`}
            x={percent(before(place))}
            y={0}
            width={percent(sums[outcome])}
            height={8}
          />
        ))}
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
        <table className="figures effecttable">
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
