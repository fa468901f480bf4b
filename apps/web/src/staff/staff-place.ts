/** One place in a staff space. */
export interface StaffPlace {
  readonly href: string;
  readonly label: string;
  /** Found in the menu; the bar has room for what is needed every hour. */
  readonly isInMenu?: boolean;
  /** What waits there, in words for a screen reader and as a figure for the eye. */
  readonly waiting?: { readonly count: number; readonly words: string } | undefined;
  /** Whether deeper addresses belong to this place too. */
  readonly owns?: (path: string) => boolean;
}
