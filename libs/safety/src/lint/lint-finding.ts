/** Something in the rule data that is wrong (`error`), or that whoever edits it may want to look at (`hint`). */
export interface LintFinding {
  readonly kind: 'error' | 'hint';
  /** The language and the rule, file or word list. */
  readonly place: string;
  readonly what: string;
}
