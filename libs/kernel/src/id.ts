/** An opaque identifier: a UUID in lower case. */
export type Id = string;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a string can be an id at all. Anything else is treated as an id of something that does not exist. */
export function isId(value: string): boolean {
  return uuid.test(value);
}
