import { Field, ObjectType } from '@nestjs/graphql';
import { PostView } from './post-view';

@ObjectType('PostSubmitted')
export class PostSubmittedView {
  /** Not on the wire: whether the author is shown help; `help` itself is added where helplines are known. */
  needsHelp!: boolean;

  @Field(() => PostView)
  post!: PostView;
}
