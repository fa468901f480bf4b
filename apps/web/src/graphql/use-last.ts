import { useState } from 'react';

/** The last value that was known for a key; urql forgets what it had when it asks again in vain. */
export function useLast<Value>(value: Value | undefined, key = ''): Value | undefined {
  const [last, setLast] = useState({ key, value });
  const isNew = last.key !== key || (value !== undefined && value !== last.value);
  if (isNew) setLast({ key, value });
  return value ?? (last.key === key ? last.value : undefined);
}
