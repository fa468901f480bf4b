import { useMoments } from '../../language/moments';
import { useText } from '../../language/text';
import { Drawing, StaffInitials } from '../../parts/drawing';
import { Icon } from '../../parts/icon';
import { Note } from '../../parts/note';
import { TalkLine } from '../../parts/talk-line';
import type { PracticeWish } from './practice-kinds';
import { momentOf } from './story-clock';
import type { PracticeRun } from './use-practice-run';

/** What is said apart, and what is heard from elsewhere. Nothing while there is neither. */
export function PracticeApart({ run, onWish }: { run: PracticeRun; onWish?: (wish: PracticeWish) => void }) {
  const t = useText();
  const moments = useMoments();
  const people = run.members.filter(({ key }) => run.apart.some((word) => word.with.key === key));
  return (
    <div className="stack" role="region" aria-live="polite" aria-label={t('practice.apart')}>
      {run.news.map(({ key, text, at }) => (
        <Note key={key} icon="alert">
          <p>
            <b>{t('practice.heard', { clock: moments.clock(momentOf(run, at)) })}</b> {text}
          </p>
        </Note>
      ))}
      {people.map((member) => {
        const lastPost = run.posts.findLast(({ by }) => by?.key === member.key);
        return (
          <section
            key={member.key}
            className="panel stack-s"
            aria-label={t('practice.apart.with', { name: member.nickname })}
          >
            <h2 className="h3">{t('practice.apart.with', { name: member.nickname })}</h2>
            <ol className="talklines">
              {run.apart
                .filter((word) => word.with.key === member.key)
                .map(({ key, text, at, byMember }) => {
                  const name = byMember ? member.nickname : (run.trainee?.displayName ?? '');
                  return (
                    <TalkLine
                      key={key}
                      name={name}
                      drawing={
                        byMember ? <Drawing avatar={member.avatar} size="s" /> : <StaffInitials name={name} size="s" />
                      }
                      when={moments.clock(momentOf(run, at))}
                      at={momentOf(run, at)}
                      isOwn={!byMember}
                    >
                      <p>{text}</p>
                    </TalkLine>
                  );
                })}
            </ol>
            {onWish && lastPost && (
              <p>
                <button
                  type="button"
                  className="btn btn--s"
                  onClick={() => onWish({ kind: 'OPEN_ASIDE', post: lastPost.key })}
                >
                  <Icon name="aside" size="s" />
                  {t('practice.apart.more', { name: member.nickname })}
                </button>
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}
