import type { DeskPostPartsFragment } from '../generated/staff-documents';
import type { Charter } from './rule-choice';
import type { SteerDraft, SteerKind } from './steer-kinds';
import type { ReviewItem } from './use-review-item';

/** What the fields of an action are given. */
export interface SteerFieldsProps {
  kind: SteerKind;
  organisationId: string;
  thread: ReviewItem['thread'];
  draft: SteerDraft;
  change: (part: Partial<SteerDraft>) => void;
  posts: readonly DeskPostPartsFragment[];
  turn: DeskPostPartsFragment | undefined;
  endsAt: Date | null;
  charter: Charter;
  problemOf: (field: keyof SteerDraft, ...names: string[]) => string | undefined;
}
