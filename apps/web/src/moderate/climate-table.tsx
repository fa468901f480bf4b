import type { Climate } from '../generated/staff-documents';
import { useText } from '../language/text';
import { useDeskTimes } from '../staff/desk-times';
import { effectOf } from './climate-effect';
import type { Intervention } from './use-review-item';

/** How a thread was going after one post, and what that was made of. */
interface Point {
  readonly at: string;
  readonly climate: Climate;
  readonly post: { readonly author: { readonly nickname: string } | null } | null;
  readonly components: readonly { readonly name: string; readonly label: string; readonly value: number }[];
}

/** A difference that is worth a word, on the scale of 0 to 1. */
const NOTABLE = 0.1;
/** How many posts back "rises" and "falls" look. */
const BACK = 3;

/** The same as the drawing, in words: what the climate is made of now, then post by post. */
export function ClimateTable({
  points,
  interventions,
}: {
  points: readonly Point[];
  interventions: readonly Intervention[];
}) {
  const t = useText();
  const { when } = useDeskTimes(60_000);
  const latest = points.at(-1);
  const before = points.at(-1 - Math.min(BACK, points.length - 1));
  const level = (name: string, value: number): string => {
    const words = t(value < 0.34 ? 'climate.level.low' : value < 0.67 ? 'climate.level.middle' : 'climate.level.high');
    const change = value - (before?.components.find((one) => one.name === name)?.value ?? value);
    if (Math.abs(change) < NOTABLE) return words;
    return t(change > 0 ? 'climate.level.rises' : 'climate.level.falls', { level: words });
  };
  return (
    <div className="stack-s">
      <table>
        <caption>{t('climate.table.parts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('climate.table.part')}</th>
            <th scope="col">{t('climate.table.now')}</th>
          </tr>
        </thead>
        <tbody>
          {latest?.components.map(({ name, label, value }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{level(name, value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{t('climate.table.over')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('climate.table.when')}</th>
            <th scope="col">{t('climate.table.who')}</th>
            <th scope="col">{t('climate.table.climate')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ at, post, climate }, index) => (
            <tr key={index}>
              <th scope="row">{when(at)}</th>
              <td>{post?.author?.nickname ?? ''}</td>
              <td>{t(`climate.${climate}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {interventions.length > 0 && (
        <table>
          <caption>{t('climate.table.done')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('climate.table.what')}</th>
              <th scope="col">{t('climate.table.when')}</th>
              <th scope="col">{t('climate.table.before')}</th>
              <th scope="col">{t('climate.table.after')}</th>
            </tr>
          </thead>
          <tbody>
            {interventions.map((one) => {
              const after = one.climateLater ?? one.climateAfter;
              return (
                <tr key={one.id}>
                  <th scope="row">{t(`intervention.${one.kind}`)}</th>
                  <td>{when(one.at)}</td>
                  <td>{t(`climate.${one.climateBefore}`)}</td>
                  <td>
                    {after && !one.undoneAt ? `${t(`climate.${after}`)}, ` : ''}
                    {t(`climate.effect.${effectOf(one)}`)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
