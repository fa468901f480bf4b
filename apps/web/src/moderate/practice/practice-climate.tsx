import { useText } from '../../language/text';
import { Icon } from '../../parts/icon';
import { ClimateMark } from '../../staff/severity-mark';
import { ClimateChart } from '../climate-chart';
import { ClimateTable } from '../climate-table';
import { ComponentCharts } from '../component-charts';
import { momentOf } from './story-clock';
import type { PracticeRun } from './use-practice-run';

/** The steps that steered, as the drawing numbers them. */
export const steeringIn = (run: PracticeRun) => run.steps.filter(({ kind }) => kind === 'STEER');

/** The climate of a practice thread, in the drawing of the desk, with the trainee's steps as its knots. */
export function PracticeClimate({ run, onLook }: { run: PracticeRun; onLook?: () => void }) {
  const t = useText();
  const points = run.points.map(({ at, post, climate, score, components }) => {
    const by = run.posts.find(({ key }) => key === post)?.by;
    const author = { nickname: by?.nickname ?? run.trainee?.displayName ?? '' };
    return { at: momentOf(run, at), climate, score, components, post: { id: post, author } };
  });
  const done = steeringIn(run).map(({ at }) => ({ at: momentOf(run, at) }));
  const latest = run.points.at(-1);
  return (
    <>
      <div className="steer__h">
        <h2>{t('climate.heading')}</h2>
        {latest && <ClimateMark climate={latest.climate} />}
      </div>
      {points.length > 1 ? (
        <ClimateChart points={points} interventions={done} turnedAt={run.turnedAt} />
      ) : (
        <p className="quiet">{t('climate.none')}</p>
      )}
      {points.length > 1 && (
        <details className="disclose" onToggle={(event) => event.currentTarget.open && onLook?.()}>
          <summary>
            <Icon name="next" />
            {t('climate.table')}
          </summary>
          <ComponentCharts points={points} interventions={done} />
          <ClimateTable points={points} interventions={[]} />
        </details>
      )}
    </>
  );
}
