import { useId } from 'react';
import { useText } from '../language/text';
import { daysBetween } from '../language/moments';
import type { MarkName } from '../parts/icon';
import { useDeskTimes } from '../staff/desk-times';
import { floor, frame, heights, linePath, type Moment, spread, timeScale, zones } from './climate-geometry';
/** How a thread was going at one moment. */
interface Point extends Pick<Moment, 'climate' | 'score'> {
  readonly at: string;
  readonly post: { readonly id: string } | null;
}

interface Props {
  points: readonly Point[];
  interventions: readonly { readonly at: string }[];
  turnedAt: string | null;
}

const zoneMark: Record<(typeof zones)[number], MarkName> = {
  SUPPORTIVE: 'cli-up',
  NEUTRAL: 'cli-flat',
  TURNING: 'cli-turn',
  REINFORCING: 'cli-spiral',
};

const HALF_HOUR = 30 * 60_000;

/** The climate of a thread as a line through four zones, with the turn as a ring and interventions as numbered knots. */
export function ClimateChart({ points, interventions, turnedAt }: Props) {
  const t = useText();
  const id = useId();
  const { moments, now } = useDeskTimes(60_000);
  const times = points.map(({ at }) => Date.parse(at));
  const done = interventions.map(({ at }) => Date.parse(at));
  const scale = timeScale([...times, ...done]);
  const high = heights(points.map((point) => ({ ...point, at: Date.parse(point.at) })));
  const places = points.map((_, index) => ({ x: scale.place(times[index] ?? 0), y: high[index] ?? 0 }));
  const knots = spread(done.map(scale.place), Math.min(20, (frame.right - frame.left) / Math.max(1, done.length)));
  const turn = points.findIndex(({ post }) => turnedAt !== null && post?.id === turnedAt);
  const ring = places[turn];
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const end = Math.max(...times, ...done);
  const endAt = new Date(end).toISOString();
  const isToday = daysBetween(new Date(end), now) === 0;
  const isOneDay = daysBetween(new Date(first.at), new Date(end)) === 0;
  const from = isOneDay ? (isToday ? moments.clock(first.at) : moments.past(first.at)) : moments.day(first.at);
  const to = isOneDay ? moments.clock(endAt) : moments.day(endAt);
  const turnPoint = points[turn];
  return (
    <svg
      className="chart climate"
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>
        {t('climate.chart.title', { from: moments.past(first.at), to: moments.past(endAt) })}
      </title>
      <desc id={`${id}-d`}>
        {t('climate.chart.desc', {
          first: t(`climate.${first.climate}`),
          last: t(`climate.${last.climate}`),
          turned: turnPoint ? moments.past(turnPoint.at) : 'none',
          count: interventions.length,
        })}
      </desc>
      <defs>
        <pattern id={`${id}-h`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v7" stroke="var(--meekrap)" strokeWidth="1.5" opacity=".35" />
        </pattern>
      </defs>
      <rect
        x={frame.left}
        y={floor - frame.zone}
        width={frame.right - frame.left}
        height={frame.zone}
        fill={`url(#${id}-h)`}
      />
      {zones.map((zone, index) => {
        const middle = frame.top + frame.zone * (index + 0.5);
        const mark = zoneMark[zone];
        return (
          <g key={zone}>
            {index > 0 && (
              <path className="c-grid" d={`M${frame.left} ${frame.top + frame.zone * index}H${frame.right}`} />
            )}
            <svg x="0" y={middle - 7.5} width="15" height="15" className={`zone cli--${mark.slice(4)}`}>
              <use href={`#${mark}`} />
            </svg>
            <text x="20" y={middle + 4.5}>
              {zone === 'REINFORCING' ? t('climate.zone.REINFORCING') : t(`climate.${zone}`)}
            </text>
          </g>
        );
      })}
      {knots.map((x, index) => (
        <path key={index} d={`M${x} ${frame.top}V${floor}`} stroke="var(--wouw-line)" strokeWidth="1.5" />
      ))}
      <path d={linePath(places)} fill="none" stroke="var(--text)" strokeWidth="2.4" strokeLinecap="round" />
      {places.length <= 40 &&
        places.map(({ x, y }, index) => <circle key={index} cx={x} cy={y} r="2.6" fill="var(--text)" />)}
      {ring && (
        <>
          <circle cx={ring.x} cy={ring.y} r="6" fill="var(--surface)" stroke="var(--text)" strokeWidth="2.2" />
          <TurnLabel x={ring.x} y={ring.y} words={t('climate.chart.turned')} />
        </>
      )}
      {knots.map((x, index) => (
        <g key={index} transform={`translate(${x} ${frame.top})`}>
          <rect
            x="-9"
            y="-9"
            width="18"
            height="18"
            rx="5"
            fill="var(--wouw-tint)"
            stroke="var(--wouw-line)"
            strokeWidth="1.5"
          />
          <text className="c-strong" textAnchor="middle" y="4.5">
            {index + 1}
          </text>
        </g>
      ))}
      {scale.shortened.map((x) => (
        <path
          key={x}
          d={`M${x - 7} ${floor + 7}q2.3 -4 4.6 0t4.6 0t4.6 0`}
          fill="none"
          stroke="var(--text-quiet)"
          strokeWidth="1.4"
        >
          <title>{t('climate.chart.shortened')}</title>
        </path>
      ))}
      <text x={frame.left} y={floor + 24}>
        {from}
      </text>
      <text x={frame.right} y={floor + 24} textAnchor="end">
        {now.getTime() - end < HALF_HOUR ? t('climate.chart.now') : to}
      </text>
    </svg>
  );
}

/** The word beside the ring: left of it where there is room, else right; on a ground of its own so that no line runs through it. */
function TurnLabel({ x, y, words }: { x: number; y: number; words: string }) {
  const isLeft = x - frame.left > 64;
  return (
    <text className="c-strong c-halo" x={isLeft ? x - 11 : x + 11} y={y + 4.5} textAnchor={isLeft ? 'end' : 'start'}>
      {words}
    </text>
  );
}
