import { useState } from 'react';
import { AdmissionRequestsDocument, type WatchPartsFragment } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Drawing } from '../parts/drawing';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { useDeskPlaces } from './desk-places';
import { useWatchDesk } from './use-watch-desk';
import { EndWatchDialog, WatchDialog } from './watch-dialog';
import { whyDue } from './watch-lane';

/** /moderate/watching: members whom the team watches over, who does, and when somebody is in touch next. */
export function WatchingPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const { desk, failed, refetch } = useWatchDesk(organisationId);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const [open, setOpen] = useState<{ readonly what: 'change' | 'end'; readonly watch: WatchPartsFragment }>();
  const close = () => setOpen(undefined);
  return (
    <StaffPage title={t('watch.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('watch.title')}</PageTitle>
        <p className="lead quiet">{t('watch.page.lead')}</p>
        {failed && <FailureNote offline={failed.offline} onRetry={refetch} />}
        {!desk && !failed && <Loading words={t('watch.loading')} shapes={2} />}
        {desk?.watches.length === 0 && <p className="quiet">{t('watch.none')}</p>}
        {desk && desk.watches.length > 0 && (
          <ul className="sheet">
            {desk.watches.map((watch) => (
              <Watched key={watch.id} watch={watch} onOpen={(what) => setOpen({ what, watch })} />
            ))}
          </ul>
        )}
      </div>
      {open?.what === 'change' && (
        <WatchDialog about={open.watch} team={desk?.team ?? []} onClose={close} onDone={refetch} />
      )}
      {open?.what === 'end' && <EndWatchDialog watch={open.watch} onClose={close} onDone={refetch} />}
    </StaffPage>
  );
}

function Watched({ watch, onOpen }: { watch: WatchPartsFragment; onOpen: (what: 'change' | 'end') => void }) {
  const t = useText();
  const times = useDeskTimes();
  const isProposed = watch.state === 'PROPOSED';
  const words = (at: string) => ({
    words: Date.parse(at) < times.now.getTime() ? times.moments.past(at) : times.due(at).words,
  });
  return (
    <li className="story">
      <Drawing avatar={watch.member?.avatar ?? ''} />
      <div className="stack-s">
        <h2 className="h3">{watch.member?.nickname}</h2>
        <p>
          {watch.isDue && <span className="tag">{t('watch.due')}</span>} {whyDue(t, watch, words)}
        </p>
        <p className="meta">
          {watch.groupName} · {watch.owner ? t('watch.by', { name: watch.owner.displayName }) : t('watch.by.nobody')}
        </p>
        {watch.reason && <p className="asidereason">{watch.reason}</p>}
        {watch.notes.length > 0 && (
          <ul className="watchnotes">
            {watch.notes.map(({ id, text, at, by, expiresAt }) => (
              <li key={id}>
                <p className="asidereason">{text}</p>
                <p className="meta">
                  {t('watch.note.by', {
                    name: by?.displayName ?? '',
                    when: times.when(at),
                    until: times.moments.day(expiresAt),
                  })}
                </p>
              </li>
            ))}
          </ul>
        )}
        <p className="row">
          <button
            type="button"
            className={isProposed ? 'btn btn--s btn--main' : 'btn btn--s'}
            onClick={() => onOpen('change')}
          >
            {t(isProposed ? 'watch.take' : 'watch.note.add')}
          </button>
          <button type="button" className="btn btn--s btn--quiet" onClick={() => onOpen('end')}>
            {t(isProposed ? 'watch.notNeeded' : 'watch.stop')}
          </button>
        </p>
      </div>
    </li>
  );
}
