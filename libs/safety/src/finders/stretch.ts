/** A stretch of normalised text, before it is brought back to the original. */
export interface Stretch {
  from: number;
  to: number;
}
