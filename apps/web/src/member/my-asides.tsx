import { Link } from 'wouter';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { StaffInitials } from '../parts/drawing';
import { useMyAsides } from './use-asides';

/** The conversations that somebody of the team has with me; nothing when there are none. */
export function MyAsides() {
  const t = useText();
  const moments = useMoments();
  const { asides, unseen } = useMyAsides();
  if (asides.length === 0) return null;
  return (
    <section className="stack-s" aria-labelledby="my-asides">
      <h2 className="h3" id="my-asides">
        {t('aside.mine')}
      </h2>
      <ul className="sheet">
        {asides.map((aside) => (
          <li key={aside.id} className="story">
            <StaffInitials name={aside.staffName} />
            <div>
              <h3 className="h3">
                <Link href={`/asides/${aside.id}`}>{t('aside.with', { name: aside.staffName })}</Link>
              </h3>
              <p className="meta">
                {unseen.includes(aside)
                  ? t('aside.new')
                  : aside.endedAt
                    ? t('aside.over', { when: moments.past(aside.endedAt) })
                    : t('aside.last', { when: moments.past(aside.lastAt) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
