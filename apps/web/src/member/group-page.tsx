import { Link, useParams } from 'wouter';
import { daysBetween } from '../language/moment-words';
import { useNow } from '../language/moments';
import { Say, useText } from '../language/text';
import { Icon, Ring } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { ReadMore } from '../parts/read-more';
import { PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { Scene } from '../parts/scene';
import { Words } from '../parts/words';
import { NotFound } from '../public/not-found';
import { useViewer } from '../session/session-provider';
import { DutyLine } from './duty-line';
import { MeasureNotes } from './measure-notes';
import { MemberPage } from './member-page';
import { NightLine } from './night-line';
import { type StoryOfList, StoryRow } from './story-row';
import { useGroup } from './use-group';
import { WaitingForAdmission } from './waiting-for-admission';

const spans = ['today', 'yesterday', 'week', 'earlier'] as const;

function spanOf(at: string, now: Date): (typeof spans)[number] {
  const days = -daysBetween(new Date(at), now);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  return days < 7 ? 'week' : 'earlier';
}

/** One group: who reads along, its stories, and an end to them. */
export default function GroupPage() {
  const { id = '' } = useParams<{ id: string }>();
  const mine = useViewer().memberships.find((one) => one.group.id === id);
  if (mine?.state === 'REQUESTED') return <WaitingForAdmission groupName={mine.group.name} />;
  return <Group key={id} id={id} />;
}

function Group({ id }: { id: string }) {
  const t = useText();
  const { state, read } = useGroup(id);

  if (state.status === 'missing') return <NotFound />;
  if (state.status !== 'ready') {
    return (
      <MemberPage title={t('group.title')}>
        {state.status === 'failed' ? (
          <div className="col stack">
            <PageTitle>{t('failure.title')}</PageTitle>
            <FailureNote offline={state.offline} onRetry={() => void read()} />
          </div>
        ) : (
          <div className="col">
            <Loading words={t('loading.stories')} shapes={4} />
          </div>
        )}
      </MemberPage>
    );
  }

  const { group, stories, cursor } = state;
  const mine = group.myMembership;
  return (
    <MemberPage title={t('group.title')} groupId={id} current="group">
      <Scene place="group" />
      <div className="two">
        <div>
          <p className="meta">{t('group.closedOf', { organisation: group.organisationName })}</p>
          <PageTitle>{group.name}</PageTitle>
          <p className="lead quiet grouplead">{group.description}</p>
          <DutyLine {...group} />
          <NightLine {...group} />
          {mine && (mine.pause || mine.hold) && (
            <div className="offline">
              <MeasureNotes {...mine} />
            </div>
          )}
          {mine?.state === 'PAUSED' && !mine.pause && (
            <div className="offline">
              <Note icon="pause" kind="private">
                <p>
                  <Say id="group.paused" />
                </p>
              </Note>
            </div>
          )}
          {mine?.state === 'ACTIVE' && !group.restsUntil && (
            <Link className="btn btn--main writebtn" href={`/groups/${id}/write`}>
              <Icon name="pencil" />
              {t('group.write')}
            </Link>
          )}
          {group.spotlit.length > 0 && (
            <section aria-labelledby="spotlit-title">
              <h2 id="spotlit-title" className="since">
                {t('group.spotlit')}
              </h2>
              <ul className="sheet">
                {group.spotlit.map((story) => (
                  <StoryRow key={story.id} story={story} />
                ))}
              </ul>
            </section>
          )}
          <h2 className="sr">{t('group.stories')}</h2>
          <Stories stories={stories} cursor={cursor} onMore={(after) => read(after)} />
        </div>
        <aside className="stack stick side" aria-label={t('group.about')}>
          <section className="panel stack-s">
            <h2 className="h3">{t('group.charter')}</h2>
            <Words text={group.charter.text} />
          </section>
          {group.moderators.length > 0 && (
            <section className="panel panel--plain stack-s">
              <h2 className="h3">{t('group.moderators')}</h2>
              <p className="quiet">{t('group.moderatorsWords', { names: group.moderators.join(', ') })}</p>
            </section>
          )}
          {mine && (
            <section className="panel panel--plain stack-s">
              <h2 className="h3">{t('group.control')}</h2>
              <p>
                <Link className="reach" href="/me">
                  {t('group.leave')}
                </Link>
              </p>
            </section>
          )}
        </aside>
      </div>
    </MemberPage>
  );
}

interface StoriesProps {
  stories: readonly StoryOfList[];
  cursor: string | null;
  onMore: (after: string) => Promise<boolean>;
}

function Stories({ stories, cursor, onMore }: StoriesProps) {
  const t = useText();
  const now = useNow(60_000);
  if (stories.length === 0) {
    return (
      <div className="uptodate">
        <Ring />
        <p>
          <b>{t('group.empty')}</b>
        </p>
        <p>{t('group.emptyWords')}</p>
      </div>
    );
  }
  return (
    <>
      {spans.map((span) => {
        const inSpan = stories
          .filter((story) => spanOf(story.lastActivityAt, now) === span)
          .sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt));
        if (inSpan.length === 0) return null;
        return (
          <section key={span} aria-labelledby={`span-${span}`}>
            <p className="since" id={`span-${span}`}>
              {t(`group.span.${span}`)}
            </p>
            <ul className="sheet">
              {inSpan.map((story) => (
                <StoryRow key={story.id} story={story} />
              ))}
            </ul>
          </section>
        );
      })}
      {cursor ? (
        <ReadMore label={t('group.more')} onMore={() => onMore(cursor)} />
      ) : (
        <div className="uptodate">
          <Ring />
          <p>
            <b>{t('group.upToDate')}</b>
          </p>
          <p>{t('group.upToDateWords')}</p>
        </div>
      )}
    </>
  );
}
