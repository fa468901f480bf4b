import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { useDeskTimes } from '../staff/desk-times';
import { ClimateMark } from '../staff/severity-mark';
import { ClimateChart } from './climate-chart';
import { effectOf } from './climate-effect';
import { ClimateTable } from './climate-table';
import { ComponentCharts } from './component-charts';
import { JudgeClimate } from './judge-climate';
import { JudgementLine } from './judgement-line';
import type { Intervention, ReviewItem } from './use-review-item';

/** Interventions in the order they were done: the numbers in the drawing and in the list. */
export const numbered = (item: ReviewItem): Intervention[] =>
  [...(item.thread.interventions ?? [])].sort((a, b) => a.at.localeCompare(b.at));

interface Props {
  item: ReviewItem;
  onUndo: (intervention: Intervention) => void;
  onJudged: () => void;
}

/** How the thread goes over time, what was done about it, and what that changed. */
export function ClimateSection({ item, onUndo, onJudged }: Props) {
  const t = useText();
  const { climate, climateHistory } = item.thread;
  const points = climateHistory ?? [];
  const done = numbered(item);
  const judgements = (item.thread.judgements ?? []).filter(({ climate }) => climate !== null);
  return (
    <section aria-labelledby="climate-heading">
      <div className="steer__h">
        <h2 id="climate-heading">{t('climate.heading')}</h2>
        {climate && <ClimateMark climate={climate} />}
      </div>
      {points.length > 1 ? (
        <ClimateChart points={points} interventions={done} turnedAt={item.turnedAt?.id ?? null} />
      ) : (
        <p className="quiet">{t('climate.none')}</p>
      )}
      {done.length > 0 && (
        <ol className="legend" aria-label={t('climate.legend')}>
          {done.map((one, index) => (
            <LegendEntry key={one.id} intervention={one} number={index + 1} onUndo={onUndo} />
          ))}
        </ol>
      )}
      {judgements.map((judgement) => (
        <JudgementLine key={judgement.id} judgement={judgement} />
      ))}
      <p>
        <JudgeClimate thread={item.thread} onJudged={onJudged} />
      </p>
      {points.length > 1 && (
        <details className="disclose">
          <summary>
            <Icon name="next" />
            {t('climate.parts')}
          </summary>
          <ComponentCharts points={points} interventions={done} />
        </details>
      )}
      {points.length > 0 && (
        <details className="disclose">
          <summary>
            <Icon name="next" />
            {t('climate.table')}
          </summary>
          <ClimateTable points={points} interventions={done} />
        </details>
      )}
    </section>
  );
}

interface EntryProps {
  intervention: Intervention;
  number: number;
  onUndo: (intervention: Intervention) => void;
}

function LegendEntry({ intervention, number, onUndo }: EntryProps) {
  const t = useText();
  const times = useDeskTimes();
  const kind = t(`intervention.${intervention.kind}`);
  const when = times.when(intervention.at);
  return (
    <li className={intervention.undoneAt ? 'is-undone' : undefined}>
      <span className="knot">{number}</span>
      <div>
        <p>{t('climate.legend.entry', { kind, when, effect: t(`climate.effect.${effectOf(intervention)}`) })}</p>
        <p className="meta">
          {t('climate.by', { name: intervention.by.displayName })}. {intervention.reason}{' '}
          {intervention.undoable && !intervention.undoneAt && (
            <button
              type="button"
              className="linkbtn"
              aria-label={t('climate.undo.of', { kind, when })}
              onClick={() => onUndo(intervention)}
            >
              {t('climate.undo')}
            </button>
          )}
        </p>
      </div>
    </li>
  );
}
