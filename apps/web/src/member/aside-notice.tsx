import { Link, useLocation } from 'wouter';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { useMyAsides } from './use-asides';

/** A quiet line: somebody of the team wrote. No name and no word of it, for others may look along. */
export function AsideNotice() {
  const t = useText();
  const [path] = useLocation();
  const { unseen } = useMyAsides();
  const first = unseen.find(({ id }) => path !== `/asides/${id}`);
  return (
    <div role="status" className="asidenotice">
      {first && (
        <p>
          <Icon name="aside" size="s" />
          <Link href={`/asides/${first.id}`}>{t('aside.notice')}</Link>
        </p>
      )}
    </div>
  );
}
