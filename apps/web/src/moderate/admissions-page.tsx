import { useState } from 'react';
import { AdmissionRequestsDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { Say, useText } from '../language/text';
import { Ring } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import { AdmissionRequests } from '../staff/admission-requests';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';

/** /moderate/admissions: everybody who waits to be let in, group by group. */
export function AdmissionsPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({ query: AdmissionRequestsDocument, requestPolicy: 'cache-and-network' });
  const [said, setSaid] = useState('');
  const places = useDeskPlaces(data, organisationId, chosen.position?.role);
  const position = data?.viewer?.staffPositions.find((one) => one.organisation.id === organisationId);
  const groups = (position?.organisation.groups ?? []).filter((group) => (group.admissionRequests ?? []).length > 0);
  return (
    <StaffPage title={t('admissions.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('admissions.title')}</PageTitle>
        <p className="lead quiet">{t('admissions.lead')}</p>
        <p className={said ? 'said' : 'sr'} role="status">
          {said}
        </p>
        {error && !data && (
          <Note icon="alert" live="alert">
            <p>
              <Say id="admissions.failed" />
            </p>
            <p>
              <button type="button" className="btn btn--s" onClick={() => ask({ requestPolicy: 'network-only' })}>
                {t('failure.retry')}
              </button>
            </p>
          </Note>
        )}
        {!data && !error && <Loading words={t('admissions.loading')} shapes={2} />}
        {data && groups.length === 0 && (
          <div className="uptodate">
            <Ring />
            <p>
              <b>{t('admissions.empty')}</b>
            </p>
            <p>{t('admissions.empty.text')}</p>
          </div>
        )}
        {groups.map((group) => (
          <section key={group.id} className="stack-s">
            <h2>{group.name}</h2>
            <AdmissionRequests
              requests={group.admissionRequests ?? []}
              onDecided={(words) => {
                setSaid(words);
                ask({ requestPolicy: 'network-only' });
              }}
            />
          </section>
        ))}
      </div>
    </StaffPage>
  );
}
