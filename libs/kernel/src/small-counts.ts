/** Fewer than this of anything about staff is not told: it would point at somebody. */
export const fewestOfStaff = 5;

/** Fewer than this of anything about members is not told. */
export const fewestOfMembers = 10;

/** A count as it is told: the whole fives in it. */
export const aboutInFives = (count: number): number => Math.floor(count / 5) * 5;

/** A count, or null when it is too small to tell. */
export function told(count: number): number | null {
  return count < fewestOfStaff ? null : count;
}

/** A part of something that is told, or null when the part or what is left of the whole is too small. */
export function partTold(part: number, whole: number): number | null {
  const rest = whole - part;
  return rest > 0 && rest < fewestOfStaff ? null : told(part);
}
