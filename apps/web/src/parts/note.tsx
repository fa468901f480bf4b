import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type NoteKind = 'calm' | 'wait' | 'mod' | 'info' | 'private';

interface Props {
  icon: IconName;
  /** calm: settled; wait: dashed, not fixed yet; mod: a moderator to all; private: a moderator to you; info: something went well. */
  kind?: NoteKind;
  /** Set when the note appears because of what somebody just did: screen readers say it. */
  live?: 'status' | 'alert';
  children: ReactNode;
}

/** A calm notice: words first, the icon second. */
export function Note({ icon, kind = 'calm', live, children }: Props) {
  return (
    <div className={kind === 'calm' ? 'note' : `note note--${kind}`} {...(live ? { role: live } : {})}>
      <Icon name={icon} />
      <div className="stack-s">{children}</div>
    </div>
  );
}
