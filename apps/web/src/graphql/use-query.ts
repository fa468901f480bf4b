import { useState } from 'react';
import {
  type AnyVariables,
  createRequest,
  useQuery as useUrqlQuery,
  type UseQueryArgs,
  type UseQueryResponse,
} from 'urql';
import { isOutOfReach } from './outcome';

/**
 * urql's `useQuery`, but what was read stays while the service cannot be reached: urql forgets it when it asks again in vain. An
 * answer of the service, also one that there is nothing to see any more, takes its place.
 */
export function useQuery<Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const [state, ask] = useUrqlQuery<Data, Variables>(args);
  const { key } = createRequest<Data, Variables>(args.query, args.variables as Variables);
  const isOpen = state.fetching || isOutOfReach(state.error);
  const [last, setLast] = useState<{ key: number; data: Data | undefined }>({ key, data: state.data });
  if (last.key !== key || (last.data !== state.data && (state.data !== undefined || !isOpen)))
    setLast({ key, data: state.data });
  const kept = state.data === undefined && isOpen && last.key === key ? last.data : undefined;
  return [kept === undefined ? state : { ...state, data: kept }, ask];
}
