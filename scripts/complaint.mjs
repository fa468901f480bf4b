/**
 * Something a person can put right: one plain line that names the setting and the way out.
 * The commands print its message and end with exit code 1, without a stack trace.
 */
export class Complaint extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'Complaint';
  }
}

/**
 * The line to print for whatever went wrong.
 * @param {unknown} error
 * @returns {string}
 */
export function lineFor(error) {
  if (error instanceof Complaint) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * @param {unknown} error
 * @returns {string | undefined} the system's code, such as ENOENT
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
