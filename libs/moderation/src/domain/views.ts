import type { Id } from '@kring/kernel';

/** One's own view, or one of the team by a supervisor. */
export function mayChangeView(
  view: { readonly staffId: Id; readonly shared: boolean },
  staff: { readonly staffId: Id; readonly role: string },
): boolean {
  return view.shared ? staff.role === 'SUPERVISOR' : view.staffId === staff.staffId;
}
