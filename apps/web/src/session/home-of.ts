import type { Viewer } from './session-provider';

/** Where a person begins: staff at their desk, a member of one group in that group, others at their list of groups. */
export function homeOf(viewer: Viewer): string {
  const roles = viewer.staffPositions.map((position) => position.role);
  if (roles.some((role) => role === 'MODERATOR' || role === 'SUPERVISOR')) return '/moderate';
  if (roles.length > 0) return '/organise';
  if (viewer.isSteward) return '/staff';
  const [only, ...others] = viewer.memberships.filter((membership) => membership.state === 'ACTIVE');
  return only && others.length === 0 ? `/groups/${only.group.id}` : '/groups';
}
