import { Link } from 'wouter';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Drawing } from '../parts/drawing';
import { Icon, Ring } from '../parts/icon';
import { PageTitle } from '../parts/page';
import { Words } from '../parts/words';
import { useViewer } from '../session/session-provider';
import { DecisionNews } from './decision-news';
import { MemberPage } from './member-page';
import { MyAsides } from './my-asides';

/** The groups I am in, and those that wait for a yes. */
export default function Groups() {
  const t = useText();
  const moments = useMoments();
  const { memberships, staffPositions, farewells } = useViewer();
  const mine = memberships.filter((one) => one.state !== 'LEFT' && one.state !== 'REMOVED');
  return (
    <MemberPage title={t('groups.title')} current="groups">
      <div className="col stack">
        <PageTitle>{t('groups.title')}</PageTitle>
        {farewells.map((farewell) => (
          <section key={farewell.at} className="panel stack-s" aria-label={t('groups.farewell')}>
            <h2 className="h3">{t('groups.farewell')}</h2>
            <Words text={farewell.message} />
            <p className="meta">{t('groups.farewellWords', { when: moments.day(farewell.at) })}</p>
            <p>
              <Link className="reach" href="/me/decisions">
                {t('reasons.open')}
              </Link>
            </p>
          </section>
        ))}
        <DecisionNews />
        {mine.length === 0 ? (
          <div className="uptodate">
            <Ring />
            <p>
              <b>{t('groups.empty')}</b>
            </p>
            <p>{t('groups.emptyWords')}</p>
          </div>
        ) : (
          <ul className="sheet">
            {mine.map((one) => (
              <li key={one.id} className="story">
                <Drawing avatar={one.avatar} />
                <div>
                  <h2 className="h3">
                    <Link href={`/groups/${one.group.id}`}>{one.group.name}</Link>
                  </h2>
                  <p>{t('groups.line', { organisation: one.group.organisationName, name: one.nickname })}</p>
                  <div className="row">
                    {one.state === 'REQUESTED' && (
                      <span className="tag">
                        <Icon name="clock" />
                        {t('groups.requested')}
                      </span>
                    )}
                    {one.state === 'PAUSED' && (
                      <span className="tag">
                        <Icon name="pause" />
                        {t('groups.paused')}
                      </span>
                    )}
                    {one.state === 'ACTIVE' && (
                      <span className="meta">{t('groups.since', { when: moments.day(one.since) })}</span>
                    )}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        )}
        <MyAsides />
        <p>
          <Link className="btn" href="/join">
            {t('groups.join')}
          </Link>
        </p>
        {staffPositions.length > 0 && (
          <p>
            <Link href={staffPositions.some((one) => one.role !== 'ORGANISER') ? '/moderate' : '/organise'}>
              {t('groups.staff')}
            </Link>
          </p>
        )}
      </div>
    </MemberPage>
  );
}
