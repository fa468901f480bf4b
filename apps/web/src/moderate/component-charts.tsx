import { useId } from 'react';
import { useText } from '../language/text';
import { timeScale } from './climate-geometry';

/** What a climate was made of at one moment. */
interface Point {
  readonly at: string;
  readonly components: readonly { readonly name: string; readonly label: string; readonly value: number }[];
}

const box = { left: 90, right: 306, width: 316, height: 40, floor: 34, top: 4 } as const;
/** A part that never came above this is left out of the drawings; the table has it. */
const least = 0.05;

/** What the climate is made of, each part drawn by itself over the same time, those that weigh most now first. */
export function ComponentCharts({
  points,
  interventions,
}: {
  points: readonly Point[];
  interventions: readonly { readonly at: string }[];
}) {
  const t = useText();
  const latest = points.at(-1)?.components ?? [];
  const drawn = latest
    .map(({ name, label, value }) => ({
      name,
      label,
      value,
      values: points.map((point) => point.components.find((one) => one.name === name)?.value ?? 0),
    }))
    .filter(({ values }) => values.some((value) => value >= least))
    .sort((one, other) => other.value - one.value);
  if (drawn.length === 0) return <p className="quiet">{t('climate.parts.none')}</p>;
  return (
    <ul className="parts">
      {drawn.map(({ name, label, values }) => (
        <li key={name}>
          <p className="meta">{label}</p>
          <PartChart label={label} values={values} points={points} interventions={interventions} />
        </li>
      ))}
    </ul>
  );
}

interface PartProps {
  label: string;
  values: readonly number[];
  points: readonly Point[];
  interventions: readonly { readonly at: string }[];
}

function PartChart({ label, values, points, interventions }: PartProps) {
  const t = useText();
  const id = useId();
  const times = points.map(({ at }) => Date.parse(at));
  const done = interventions.map(({ at }) => Date.parse(at));
  const { place } = timeScale([...times, ...done]);
  const height = (value: number): number => box.floor - value * (box.floor - box.top);
  const line = values.map((value, index) => `${place(times[index] ?? 0).toFixed(1)} ${height(value).toFixed(1)}`);
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  const percent = (value: number): number => Math.round(value * 100);
  return (
    <svg className="chart part" viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-labelledby={id}>
      <title id={id}>
        {t('climate.parts.title', {
          part: label,
          first: percent(first),
          last: percent(last),
          most: percent(Math.max(...values)),
        })}
      </title>
      <path className="c-grid" d={`M${box.left} ${box.floor}H${box.right}M${box.left} ${box.top}H${box.right}`} />
      {done.map((at, index) => (
        <path key={index} d={`M${place(at)} ${box.top}V${box.floor}`} stroke="var(--wouw-line)" strokeWidth="1.5" />
      ))}
      <path
        d={`M${line[0]?.split(' ')[0] ?? box.left} ${box.floor}L${line.join('L')}L${line.at(-1)?.split(' ')[0] ?? box.right} ${box.floor}Z`}
        fill="var(--text)"
        opacity=".12"
      />
      <path d={`M${line.join('L')}`} fill="none" stroke="var(--text)" strokeWidth="2" strokeLinejoin="round" />
    </svg>
  );
}
