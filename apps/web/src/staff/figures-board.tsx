import { useState } from 'react';
import { isOnline } from '../connection/online';
import { FigureGroupsDocument, type FiguresSpan, SteeringFiguresDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { RecheckForm } from './recheck-form';
import { SteeringFigure } from './steering-figure';

const spans = ['WEEKS_4', 'WEEKS_12', 'WEEKS_52'] as const satisfies readonly FiguresSpan[];

/** What came after each kind of steering, of one group or of all; and, for supervisors, when the team looks again. */
export function FiguresBoard({ organisationId }: { organisationId: string }) {
  const t = useText();
  const moments = useMoments();
  const [groupId, setGroupId] = useState<string | null>(null);
  const [span, setSpan] = useState<FiguresSpan>('WEEKS_12');
  const [{ data: about }] = useQuery({ query: FigureGroupsDocument, requestPolicy: 'cache-and-network' });
  const [{ data, error }, ask] = useQuery({
    query: SteeringFiguresDocument,
    variables: { organisationId, groupId, span },
    requestPolicy: 'cache-and-network',
  });
  const position = about?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  const figures = data?.steeringFigures;
  return (
    <div className="col stack">
      <PageTitle>{t('effect.title')}</PageTitle>
      <p className="lead quiet">{t('effect.lead')}</p>
      <div className="panel stack-s">
        <label className="field">
          <span className="label">{t('effect.group')}</span>
          <select className="select" value={groupId ?? ''} onChange={(event) => setGroupId(event.target.value || null)}>
            <option value="">{t('effect.group.all')}</option>
            {(position?.organisation.groups ?? []).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div role="group" aria-label={t('effect.span')} className="chips chips--s">
          {spans.map((one) => (
            <button key={one} type="button" className="chip" aria-pressed={span === one} onClick={() => setSpan(one)}>
              {t(`effect.span.${one}`)}
            </button>
          ))}
        </div>
        {figures && (
          <p className="meta">
            {t('effect.stretch', { from: moments.past(figures.from), until: moments.past(figures.until) })}
          </p>
        )}
      </div>
      {error && !figures && (
        <FailureNote offline={!isOnline()} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      {!data && !error && <Loading words={t('effect.loading')} shapes={2} />}
      {figures?.kinds.length === 0 && <p className="panel">{t('effect.none')}</p>}
      {figures?.kinds.map((figure) => (
        <SteeringFigure key={figure.kind} figure={figure} />
      ))}
      <p className="quiet">{t('effect.small')}</p>
      {position?.role === 'SUPERVISOR' && position.organisation.recheck && (
        <RecheckForm organisationId={organisationId} recheck={position.organisation.recheck} />
      )}
    </div>
  );
}
