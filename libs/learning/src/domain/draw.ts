/** How many of a thousand posts that nothing points at can be read at most. */
export const mostAuditPerMille = 20;

/** Whether chance picks a post. `mark`: 32 bits that belong to the post and that nobody else can work out. */
export function isDrawn(mark: number, perMille: number): boolean {
  return mark < (perMille / 1000) * 0x1_0000_0000;
}
