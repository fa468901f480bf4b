/** What the log says of where an error came up: the mark of the request, and the root field it asked for. */
interface Place {
  readonly request: string;
  readonly operation: string;
}

const places = new WeakMap<object, Place>();

/** Remembers in which request an error came up, until the error is forgotten. */
export function belongsTo(error: object, request: string | undefined, operation: string): void {
  if (request !== undefined) places.set(error, { request, operation });
}

/** Where an error came up; nothing when that is not known. */
export function requestOf(error: unknown): Partial<Place> {
  return (typeof error === 'object' && error !== null && places.get(error)) || {};
}
