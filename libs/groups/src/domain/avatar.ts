export const drawings = [
  'linde',
  'varen',
  'merel',
  'zwaluw',
  'golf',
  'maan',
  'steen',
  'vlas',
  'eikel',
  'heuvel',
  'veer',
  'schelp',
] as const;
export const dyes = ['wede', 'klaver', 'wouw', 'meekrap', 'braam', 'gal'] as const;
export type Drawing = (typeof drawings)[number];

/** `drawing:dye`, or null for anything that is not in the set. */
export function readAvatar(text: string): string | null {
  const [drawing, dye, ...rest] = text.split(':');
  const known = rest.length === 0 && drawings.some((one) => one === drawing) && dyes.some((one) => one === dye);
  return known ? text : null;
}

/** A look that fits a nickname: always the same for the same name, the drawing that the name speaks of when there is one. */
export function avatarFor(nicknameKey: string, drawingOf: (nicknameKey: string) => Drawing | null): string {
  const number = [...nicknameKey].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0, 7);
  const drawing = drawingOf(nicknameKey) ?? drawings[number % drawings.length] ?? 'linde';
  return `${drawing}:${dyes[Math.floor(number / drawings.length) % dyes.length] ?? 'wede'}`;
}
