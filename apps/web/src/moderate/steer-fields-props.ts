import type { DeskPostPartsFragment } from '../generated/staff-documents';
import type { Charter } from './rule-choice';
import type { SteerDraft, SteerKind } from './steer-kinds';
import type { ReviewItem } from './use-review-item';

/** A post as the fields of an action name it. */
export interface SteerPost extends Pick<DeskPostPartsFragment, 'id' | 'text' | 'createdAt'> {
  readonly author: { readonly nickname: string; readonly isModerator?: boolean } | null;
}

/** What the fields of an action are given. */
export interface SteerFieldsProps {
  kind: SteerKind;
  organisationId: string;
  thread: ReviewItem['thread'];
  draft: SteerDraft;
  change: (part: Partial<SteerDraft>) => void;
  posts: readonly SteerPost[];
  turn: DeskPostPartsFragment | undefined;
  endsAt: Date | null;
  charter: Charter;
  problemOf: (field: keyof SteerDraft, ...names: string[]) => string | undefined;
}
