import { useState } from 'react';
import {
  type AnyVariables,
  createRequest,
  useQuery as useUrqlQuery,
  type UseQueryArgs,
  type UseQueryResponse,
} from 'urql';
import { meansSignedOut } from './client';

/**
 * urql's `useQuery`, but what was read stays when it is asked for again in vain, which urql forgets. Any answer takes its place, also one
 * that there is nothing to see any more; and nothing stays of somebody who is not signed in any more.
 */
export function useQuery<Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const [state, ask] = useUrqlQuery<Data, Variables>(args);
  const { key } = createRequest<Data, Variables>(args.query, args.variables as Variables);
  const [last, setLast] = useState<{ key: number; data: Data | undefined }>({ key, data: state.data });
  const mayStay = last.key === key && !args.pause && !(state.error && meansSignedOut(state.error));
  const data = state.data ?? (mayStay ? last.data : undefined);
  if (last.key !== key || last.data !== data) setLast({ key, data });
  return [data === undefined ? state : { ...state, data }, ask];
}
