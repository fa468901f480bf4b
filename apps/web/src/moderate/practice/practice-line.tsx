import { Link } from 'wouter';
import type { PracticeLinePartsFragment } from '../../generated/staff-documents';
import { useText } from '../../language/text';
import { useDeskTimes } from '../../staff/desk-times';

/** One run in a list: when, how far, and whether somebody waits for a word. */
export function PracticeLine({ run, isOwn = false }: { run: PracticeLinePartsFragment; isOwn?: boolean }) {
  const t = useText();
  const { moments } = useDeskTimes(60_000);
  const isOver = run.state === 'OVER';
  const hasNews = isOwn ? run.comments > 0 && !run.waitsForSupervisor : isOver && run.waitsForSupervisor;
  return (
    <li>
      <Link href={`/moderate/practice/runs/${run.id}`}>
        {isOwn ? t(isOver ? 'practice.look' : 'practice.goOn') : run.title}
        <span className="sr">, {moments.past(run.beganAt)}</span>
      </Link>
      <span className="meta">
        {[
          t(`practice.state.${run.state}`),
          moments.past(run.endedAt ?? run.beganAt),
          t('practice.comments.count', { count: run.comments }),
        ].join(' · ')}
      </span>
      {hasNews && <span className="tag tag--act">{t(isOwn ? 'practice.news' : 'practice.waits')}</span>}
    </li>
  );
}
