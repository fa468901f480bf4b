import { AppealFiguresDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';

/** How often members asked another person to look, and what came of it. Small numbers are not told. */
export function AppealFigures({ organisationId }: { organisationId: string }) {
  const t = useText();
  const [{ data }] = useQuery({ query: AppealFiguresDocument, requestPolicy: 'cache-and-network' });
  const figures = data?.viewer?.staffPositions.find(
    ({ organisation, role }) => organisation.id === organisationId && role === 'SUPERVISOR',
  )?.organisation.appealFigures;
  if (!figures) return null;
  const { medianHours } = figures;
  const rows = [
    [t('figures.decisions'), figures.decisions],
    [t('figures.asked'), figures.asked],
    [t('figures.answered'), figures.answered],
    [t('figures.overturned'), figures.overturned],
    [t('figures.late'), figures.late],
    [t('figures.hours'), medianHours === null ? null : t('figures.hours.value', { hours: medianHours })],
  ] as const;
  return (
    <section className="panel stack-s" aria-labelledby="appeals-title">
      <h2 id="appeals-title">{t('figures.title')}</h2>
      <p className="quiet">{t('figures.lead')}</p>
      <table className="figures">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value ?? <span className="quiet">{t('figures.few')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
