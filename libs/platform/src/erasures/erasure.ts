import type { Id } from '@kring/kernel';

/** What can be erased: a post, a membership that its member left, or one that was left with all that was said in it. */
export type ErasureKind = 'POST' | 'LEAVING' | 'LEAVING_WITH_WORDS';
export const erasureKinds: readonly ErasureKind[] = ['POST', 'LEAVING', 'LEAVING_WITH_WORDS'];

/** That something was erased: ids, no words. `subjectId` is the post or the membership. */
export interface Erasure {
  readonly organisationId: Id;
  readonly id: Id;
  readonly kind: ErasureKind;
  readonly subjectId: Id;
  readonly groupId: Id;
  readonly at: Date;
}
