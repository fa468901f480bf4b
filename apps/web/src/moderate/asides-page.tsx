import { useState } from 'react';
import { useClient } from 'urql';
import { Link } from 'wouter';
import {
  AdmissionRequestsDocument,
  type AsideDeskPartsFragment,
  DeclineAsideDocument,
  type DeskAsidePartsFragment,
  SettlePromiseDocument,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Drawing } from '../parts/drawing';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { AsideAlarms } from './aside-alarms';
import { useDeskPlaces } from './desk-places';
import { type AsideWish, OpenAsideDialog } from './open-aside-dialog';
import { useAsideDesk, waitingAsides } from './use-aside-desk';

/** /moderate/asides: with whom a moderator talks apart, what colleagues ask, and what was promised. */
export function AsidesPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const { desk, failed, refetch } = useAsideDesk(organisationId);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role, waitingAsides(desk));
  const [wish, setWish] = useState<AsideWish>();
  return (
    <StaffPage title={t('asides.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('asides.title')}</PageTitle>
        <p className="lead quiet">{t('asides.lead')}</p>
        {failed && <FailureNote offline={failed.offline} onRetry={refetch} />}
        {!desk && !failed && <Loading words={t('asides.loading')} shapes={2} />}
        {desk && (
          <>
            <AsideAlarms alarms={desk.alarms} onAnswered={refetch} />
            <Requests requests={desk.requests} onOpen={setWish} onDone={refetch} />
            <Talks title={t('asides.mine')} none={t('asides.mine.none')} talks={desk.mine} />
            <Promises promises={desk.promises} onDone={refetch} />
            {chosen.position?.role === 'SUPERVISOR' && (
              <Talks title={t('asides.others')} none={t('asides.others.none')} talks={desk.others} withStaff />
            )}
          </>
        )}
      </div>
      {wish && (
        <OpenAsideDialog
          wish={wish}
          organisationId={organisationId}
          colleagues={[]}
          onClose={() => setWish(undefined)}
          onAsked={() => undefined}
        />
      )}
    </StaffPage>
  );
}

interface TalksProps {
  title: string;
  none: string;
  talks: readonly DeskAsidePartsFragment[];
  withStaff?: boolean;
}

function Talks({ title, none, talks, withStaff = false }: TalksProps) {
  const t = useText();
  const { when } = useDeskTimes();
  return (
    <section className="stack-s" aria-label={title}>
      <h2>{title}</h2>
      {talks.length === 0 && <p className="quiet">{none}</p>}
      {talks.length > 0 && (
        <ul className="sheet">
          {talks.map((aside) => {
            const name = aside.member?.nickname ?? '';
            const waits = aside.canWrite && aside.lastByMember;
            return (
              <li key={aside.id} className="story">
                <Drawing avatar={aside.member?.avatar ?? ''} />
                <div>
                  <h3 className="h3">
                    <Link href={`/moderate/asides/${aside.id}`}>
                      {withStaff ? t('asides.between', { staff: aside.staffName, name }) : name}
                    </Link>
                  </h3>
                  <p className="meta">
                    {aside.groupName} ·{' '}
                    {aside.endedAt
                      ? t('asides.over', { when: when(aside.endedAt) })
                      : t(waits ? 'asides.waits' : 'asides.last', { when: when(aside.lastAt) })}
                  </p>
                  {waits && <span className="tag">{t('asides.waits.tag')}</span>}
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

interface RequestsProps {
  requests: AsideDeskPartsFragment['requests'];
  onOpen: (wish: AsideWish) => void;
  onDone: () => void;
}

function Requests({ requests, onOpen, onDone }: RequestsProps) {
  const t = useText();
  const client = useClient();
  const { when } = useDeskTimes();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  if (requests.length === 0) return null;
  async function decline(requestId: string) {
    setOutcome(
      outcomeOf(await client.mutation(DeclineAsideDocument, { input: { requestId } }), (data) => data.declineAside),
    );
    onDone();
  }
  return (
    <section className="stack-s" aria-label={t('asides.requests')}>
      <h2>{t('asides.requests')}</h2>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <ul className="sheet">
        {requests.map(({ id, at, reason, groupName, member, askedBy }) => {
          const name = member?.nickname ?? '';
          return (
            <li key={id} className="story">
              <Drawing avatar={member?.avatar ?? ''} />
              <div className="stack-s">
                <h3 className="h3">{t('asides.request', { staff: askedBy.displayName, name })}</h3>
                <p className="asidereason">{reason}</p>
                <p className="meta">
                  {groupName} · {when(at)}
                </p>
                <p className="row">
                  <button
                    type="button"
                    className="btn btn--s btn--main"
                    onClick={() => onOpen({ name, requestId: id })}
                  >
                    {t('asides.request.open')}
                  </button>
                  <button type="button" className="btn btn--s btn--quiet" onClick={() => void decline(id)}>
                    {t('asides.request.decline')}
                  </button>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Promises({ promises, onDone }: { promises: AsideDeskPartsFragment['promises']; onDone: () => void }) {
  const t = useText();
  const client = useClient();
  const times = useDeskTimes();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  async function settle(promiseId: string, as: 'KEPT' | 'LET_GO') {
    setOutcome(
      outcomeOf(
        await client.mutation(SettlePromiseDocument, { input: { promiseId, as } }),
        (data) => data.settlePromise,
      ),
    );
    onDone();
  }
  return (
    <section className="stack-s" aria-label={t('asides.promises')}>
      <h2>{t('asides.promises')}</h2>
      <p className="quiet">{t('asides.promises.lead')}</p>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      {promises.length === 0 && <p className="quiet">{t('asides.promises.none')}</p>}
      {promises.length > 0 && (
        <ul className="sheet">
          {promises.map(({ id, sentence, dueAt, groupName, member, staff }) => (
            <li key={id} className="stack-s promise">
              <p>
                <q>{sentence}</q>
              </p>
              <p className="meta">
                {t('asides.promise.by', { staff: staff.displayName, name: member?.nickname ?? '', group: groupName })} ·{' '}
                {times.due(dueAt).words}
              </p>
              <p className="row">
                <button type="button" className="btn btn--s" onClick={() => void settle(id, 'KEPT')}>
                  {t('asides.promise.kept')}
                </button>
                <button type="button" className="btn btn--s btn--quiet" onClick={() => void settle(id, 'LET_GO')}>
                  {t('asides.promise.letGo')}
                </button>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
