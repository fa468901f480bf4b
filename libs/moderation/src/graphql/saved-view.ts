import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '@kring/kernel';
import type { QueueOrder } from '../domain/queue-wish';
import type { SavedView } from '../storage/saved-views';
import { QueueOrderEnum } from './enums';
import { QueueFilterView, ReviewItemFilterView } from './queue-filter';

@ObjectType('SavedView', { description: 'A way to look at the queue that is kept under a name.' })
export class SavedViewView {
  @Field(() => ID)
  id!: string;
  @Field()
  name!: string;
  @Field(() => QueueFilterView)
  filter!: QueueFilterView;
  @Field(() => QueueOrderEnum)
  order!: QueueOrder;
  @Field({ description: 'Whether the team sees it.' })
  isShared!: boolean;
  @Field({ description: 'Whether I made it.' })
  isMine!: boolean;
  @Field({ description: 'Whether my desk begins with it.' })
  isFirst!: boolean;
  @Field(() => Int, { description: 'Changes with every change; send it back to change only what you saw.' })
  version!: number;
}

@ObjectType('SavedViews')
export class SavedViewsView {
  @Field(() => [SavedViewView], { description: 'My own, oldest first, then what the team shares.' })
  views!: readonly SavedViewView[];
}

@InputType('KeepViewInput')
export class KeepViewInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => ID, { nullable: true, description: 'Absent for a new view.' })
  viewId?: string | null;
  @Field(() => Int, { nullable: true, description: 'The version that was seen.' })
  version?: number | null;
  @Field({ description: 'At most 60 characters.' })
  name!: string;
  @Field(() => ReviewItemFilterView)
  filter!: ReviewItemFilterView;
  @Field(() => QueueOrderEnum)
  order!: QueueOrder;
  @Field({ description: 'Supervisors only: the team sees it.' })
  shared!: boolean;
}

@InputType('RemoveViewInput')
export class RemoveViewInputView {
  @Field(() => ID)
  viewId!: string;
  @Field(() => Int)
  version!: number;
}

@InputType('BeginWithViewInput')
export class BeginWithViewInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field(() => ID, { nullable: true, description: 'Absent: with everything.' })
  viewId?: string | null;
}

export function viewSavedView(view: SavedView, staffId: Id, first: Id | null): SavedViewView {
  const { id, name, filter, order, shared, version } = view;
  return {
    id,
    name,
    filter,
    order,
    isShared: shared,
    isMine: view.staffId === staffId,
    isFirst: id === first,
    version,
  };
}
