import { useMoments } from '../../language/moments';
import { useText } from '../../language/text';
import { Dialog } from '../../parts/dialog';
import { Drawing } from '../../parts/drawing';
import { openedIn } from './practice-thread';
import { momentOf } from './story-clock';
import type { PracticeMember, PracticeRun } from './use-practice-run';

interface Props {
  member: PracticeMember;
  run: PracticeRun;
  onClose: () => void;
}

/** What is known of somebody in a practice thread, and what the trainee read of them in it. */
export function PracticeMemberDialog({ member, run, onClose }: Props) {
  const t = useText();
  const moments = useMoments();
  const opened = openedIn(run);
  const wrote = run.posts.filter(({ key, by }) => by?.key === member.key && opened.has(key));
  return (
    <Dialog title={member.nickname} onClose={onClose}>
      <p className="row">
        <Drawing avatar={member.avatar} />
        <span>{member.about}</span>
      </p>
      <h3 className="h3">{t('practice.wrote')}</h3>
      <ul className="stack-s">
        {wrote.map(({ key, text, at }) => (
          <li key={key}>
            <span className="meta">{moments.clock(momentOf(run, at))}</span> {text}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
