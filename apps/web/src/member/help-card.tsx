import type { HelpCardPartsFragment } from '../generated/documents';
import { Say, useText } from '../language/text';
import { Icon, type IconName } from '../parts/icon';
import { Page, PageTitle } from '../parts/page';
import { helpLines } from '../rail/help-lines';
import { type ShownHelp, closeHelp } from './help-shown';

interface Way {
  key: string;
  href: string;
  icon: IconName;
  title: string;
  about: string;
}

type Line = HelpCardPartsFragment['helplines'][number];

/** The first sentence is the title, the rest follows below it. */
function splitMessage(message: string): [string, string] {
  const match = /^(.+?[.?])\s+(.+)$/su.exec(message.trim());
  return match ? [match[1] ?? message, match[2] ?? ''] : [message, ''];
}

/** In danger: 112 can be tapped, whether the words already name it or not. */
function DangerWords({ words }: { words: string }) {
  const t = useText();
  const [before, ...after] = words.split(/\b112\b/u);
  return (
    <>
      {before}{' '}
      <a href="tel:112">
        <b>{after.length > 0 ? '112' : t('helpCard.call112')}</b>
      </a>
      {after.join('112')}
    </>
  );
}

function savedWords(
  state: ShownHelp['post']['state'],
): 'helpCard.savedAside' | 'helpCard.savedHeld' | 'helpCard.savedPlaced' {
  if (state === 'ASIDE') return 'helpCard.savedAside';
  return state === 'HELD' ? 'helpCard.savedHeld' : 'helpCard.savedPlaced';
}

/** Help for who wrote it, at once and before anything else. What was written is safe, and the page says what happens to it. */
export function HelpCard({ shown: { help, post } }: { shown: ShownHelp }) {
  const t = useText();
  const [title, rest] = splitMessage(help.message);
  // 112 has its own line below, for danger.
  const lines = help.helplines.filter((line) => line.phone !== '112');
  const ways = lines.flatMap((line: Line): Way[] => {
    const known = helpLines.find((number) => number === line.phone);
    const about = known ? t(`help.line.${known}`) : '';
    return [
      ...(line.phone
        ? [
            {
              key: `${line.slug}-call`,
              href: `tel:${line.phone.replace(/[^\d+]/gu, '')}`,
              icon: 'phone' as const,
              title: line.name.includes(line.phone)
                ? t('helpCard.callName', { name: line.name })
                : t('helpCard.call', { name: line.name, phone: line.phone }),
              about,
            },
          ]
        : []),
      ...(line.chatUrl
        ? [
            {
              key: `${line.slug}-chat`,
              href: line.chatUrl,
              icon: 'chat' as const,
              title: t('helpCard.chat', { name: line.name }),
              about: t('helpCard.chatAbout'),
            },
          ]
        : []),
    ];
  });
  return (
    <Page title={t('helpCard.title')}>
      <div className="two helppage">
        <div className="stack">
          <PageTitle always>{title}</PageTitle>
          {rest && <p className="lead">{rest}</p>}
          <section className="lampcard" aria-labelledby="talk-now">
            <h2 id="talk-now">{t('helpCard.talk')}</h2>
            <ul className="ways">
              {ways.map((way, index) => (
                <li key={way.key}>
                  <a
                    className={index === 0 ? 'way way--first' : 'way'}
                    href={way.href}
                    {...(way.icon === 'chat' ? { target: '_blank', rel: 'noreferrer' } : {})}
                  >
                    <Icon name={way.icon} />
                    <span>
                      <b>{way.title}</b>
                      {way.about && <small>{way.about}</small>}
                    </span>
                    <Icon name="next" size="s" />
                  </a>
                </li>
              ))}
            </ul>
            <p className="danger">
              <DangerWords words={help.danger} />
            </p>
          </section>
        </div>
        <div className="stack">
          <section className="panel stack-s" aria-labelledby="what-now">
            <h2 className="h3" id="what-now">
              {t('helpCard.now')}
            </h2>
            <ol className="steps">
              <li className="is-done">
                <Icon name="check" size="s" />
                <span>
                  <Say id={savedWords(post.state)} />
                </span>
              </li>
              <li>
                <Icon name="eye" size="s" />
                <span>
                  <Say id="helpCard.seen" />
                </span>
              </li>
              <li>
                <Icon name="leaf" size="s" />
                <span>
                  <Say id="helpCard.fine" />
                </span>
              </li>
            </ol>
          </section>
          <p className="quiet wait">{t('help.meanwhile')}</p>
          <p>
            <button type="button" className="btn" onClick={closeHelp}>
              {t('helpCard.goOn')}
            </button>
          </p>
        </div>
      </div>
    </Page>
  );
}
