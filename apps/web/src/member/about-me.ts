import type { StatementKind } from '../generated/documents';

/** Whether a decision is about somebody as a member, and not about a post of theirs. */
export function isAboutMe(kind: StatementKind): kind is 'HOLD_MEMBER' | 'PAUSE_MEMBER' | 'REMOVE_MEMBER' {
  return kind === 'HOLD_MEMBER' || kind === 'PAUSE_MEMBER' || kind === 'REMOVE_MEMBER';
}
