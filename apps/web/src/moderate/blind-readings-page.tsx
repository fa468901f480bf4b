import { useState } from 'react';
import { useClient } from 'urql';
import {
  AdmissionRequestsDocument,
  type BlindReadingLinePartsFragment,
  type BlindReadingPartsFragment,
  TakeBlindReadingDocument,
  TalkAboutBlindReadingDocument,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';
import { SeverityMark } from '../staff/severity-mark';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { BlindReadingForm } from './blind-reading-form';
import { BlindThread } from './blind-thread';
import { useDeskPlaces } from './desk-places';
import { useBlindDesk } from './use-blind-desk';

/** /moderate/second-readings: decisions of colleagues, taken again without knowing them, and what both decided. */
export function BlindReadingsPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const client = useClient();
  const { desk, failed, refetch } = useBlindDesk(organisationId);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const [open, setOpen] = useState<BlindReadingPartsFragment>();
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [busy, setBusy] = useState(false);
  const isSupervisor = chosen.position?.role === 'SUPERVISOR';

  async function take(readingId: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    const taken = outcomeOf(
      await client.mutation(TakeBlindReadingDocument, { input: { readingId } }),
      (data) => data.takeBlindReading,
    );
    setBusy(false);
    setOutcome(taken);
    if (taken.kind === 'done') setOpen(taken.done);
    refetch();
    scrollTo(0, 0);
  }
  async function talk(readingId: string): Promise<void> {
    setOutcome(
      outcomeOf(
        await client.mutation(TalkAboutBlindReadingDocument, { input: { readingId } }),
        (data) => data.talkAboutBlindReading,
      ),
    );
    refetch();
  }
  const close = () => {
    setOpen(undefined);
    setOutcome(undefined);
    refetch();
    scrollTo(0, 0);
  };

  return (
    <StaffPage title={t('blind.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('blind.title')}</PageTitle>
        {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
        {open ? (
          <>
            <BlindThread reading={open} />
            {open.state === 'GIVEN' ? (
              <section className="panel stack" aria-labelledby="both-title">
                <h2 id="both-title">{t('blind.both')}</h2>
                <Both reading={open} />
                <p>
                  <button type="button" className="btn" onClick={close}>
                    {t('blind.back')}
                  </button>
                </p>
              </section>
            ) : (
              <BlindReadingForm key={open.id} readingId={open.id} onGiven={setOpen} onClose={close} />
            )}
          </>
        ) : (
          <>
            <p className="lead quiet">{t('blind.lead')}</p>
            {failed && <FailureNote offline={failed.offline} onRetry={refetch} />}
            {!desk && !failed && <Loading words={t('blind.loading')} shapes={2} />}
            {desk?.waiting.length === 0 && <p>{t('blind.none')}</p>}
            {desk && desk.waiting.length > 0 && (
              <ul className="sheet">
                {desk.waiting.map((reading) => (
                  <Waiting key={reading.id} reading={reading} busy={busy} onTake={() => void take(reading.id)} />
                ))}
              </ul>
            )}
            {desk && desk.given.length > 0 && (
              <section className="stack-s" aria-labelledby="given-title">
                <h2 id="given-title">{t('blind.given')}</h2>
                <ul className="sheet">
                  {desk.given.map((reading) => (
                    <li key={reading.id} className="sheetline stack-s">
                      <h3>{reading.title || t('thread.titleGone')}</h3>
                      <Both reading={reading} />
                      {isSupervisor && differs(reading) && (
                        <Talked reading={reading} onTalked={() => void talk(reading.id)} />
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </div>
    </StaffPage>
  );
}

const differs = ({ first, second }: BlindReadingLinePartsFragment): boolean =>
  first !== null && second !== null && (first.kind !== second.kind || first.severity !== second.severity);

interface WaitingProps {
  reading: BlindReadingLinePartsFragment;
  busy: boolean;
  onTake: () => void;
}

function Waiting({ reading: { title, groupName, expiresAt, isMine, isTaken }, busy, onTake }: WaitingProps) {
  const t = useText();
  const { moments } = useDeskTimes();
  return (
    <li className="sheetline stack-s">
      <h2 className="h3">{title || t('thread.titleGone')}</h2>
      <p className="meta">{t('blind.until', { group: groupName, day: moments.day(expiresAt) })}</p>
      {isTaken ? (
        <p className="quiet">{t('blind.taken')}</p>
      ) : (
        <p>
          <button type="button" className="btn btn--s btn--main" aria-disabled={busy} onClick={onTake}>
            {t(isMine ? 'blind.goOn' : 'blind.take')}
          </button>
        </p>
      )}
    </li>
  );
}

/** What was decided first, and what the second person would have decided; a table, so that they stand side by side. */
function Both({ reading }: { reading: BlindReadingLinePartsFragment }) {
  const t = useText();
  const { when } = useDeskTimes();
  const { first, second } = reading;
  if (!first || !second) return null;
  return (
    <>
      <p>
        <span className="tag">{t(differs(reading) ? 'blind.different' : 'blind.alike')}</span>
      </p>
      <dl className="stack-s">
        {[first, second].map((decision, index) => (
          <div key={index === 0 ? 'first' : 'second'}>
            <dt className="meta">
              {t(index === 0 ? 'blind.first' : 'blind.second', {
                name: decision.by?.displayName ?? '',
                when: when(decision.at),
              })}
            </dt>
            <dd>
              <b>{t(`decision.${decision.kind}`)}</b> <SeverityMark severity={decision.severity} />
              {decision.reason && <p className="asidereason">{decision.reason}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Talked({ reading, onTalked }: { reading: BlindReadingLinePartsFragment; onTalked: () => void }) {
  const t = useText();
  const { when } = useDeskTimes();
  if (reading.talkedAboutAt) return <p className="meta">{t('blind.talked', { when: when(reading.talkedAboutAt) })}</p>;
  return (
    <p>
      <button type="button" className="btn btn--s" onClick={onTalked}>
        {t('blind.talk')}
      </button>
    </p>
  );
}
