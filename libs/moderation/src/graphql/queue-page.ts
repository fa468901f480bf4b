import { type PageArguments, pageRequest } from '@kring/platform';
import { GraphQLError } from 'graphql';
import { decodePlace, type QueuePlace } from '../domain/queue-cursor';
import type { QueueOrder } from '../domain/queue-wish';

/** A page of the queue out of arguments. A size outside 1..50 or a cursor of another order or of somebody's own making is refused. */
export function queuePage(
  page: PageArguments,
  order: QueueOrder,
): { readonly first: number; readonly after: QueuePlace | null } {
  const { first } = pageRequest({ first: page.first });
  if (page.after === undefined || page.after === null) return { first, after: null };
  const after = decodePlace(page.after);
  if (after?.order !== order)
    throw new GraphQLError('after is no cursor of this list', { extensions: { code: 'BAD_USER_INPUT' } });
  return { first, after };
}
