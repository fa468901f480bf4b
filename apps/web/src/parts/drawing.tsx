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
export type DrawingName = (typeof drawings)[number];
export type Dye = (typeof dyes)[number];

/** The dye each drawing has by itself, when nobody chose one. */
export const usualDye: Record<DrawingName, Dye> = {
  linde: 'wede',
  varen: 'klaver',
  merel: 'braam',
  zwaluw: 'wede',
  golf: 'wede',
  maan: 'braam',
  steen: 'gal',
  vlas: 'wede',
  eikel: 'wouw',
  heuvel: 'klaver',
  veer: 'meekrap',
  schelp: 'meekrap',
};

/** Reads `drawing:dye` as the API gives it; anything unknown becomes the pebbles. */
export function parseAvatar(avatar: string): { drawing: DrawingName; dye: Dye } {
  const [first, second] = avatar.split(':');
  const drawing = drawings.find((name) => name === first) ?? 'steen';
  return { drawing, dye: dyes.find((name) => name === second) ?? usualDye[drawing] };
}

/** A member's drawing: round. Decoration beside the nickname. `avatar` is `drawing:dye`. */
export function Drawing({ avatar, size, pick }: { avatar: string; size?: 's' | 'l'; pick?: boolean }) {
  const { drawing, dye } = parseAvatar(avatar);
  const classes = ['av', `av--${dye}`, size && `av--${size}`, pick && 'av--pick'].filter(Boolean).join(' ');
  return (
    <svg className={classes} aria-hidden="true" focusable="false">
      <use href={`#av-${drawing}`} />
    </svg>
  );
}

/** A moderator's mark: initials in a square. Decoration beside the name. */
export function StaffInitials({ name, size }: { name: string; size?: 's' }) {
  return (
    <span className={size ? 'staffav staffav--s' : 'staffav'} aria-hidden="true">
      {name.slice(0, 2)}
    </span>
  );
}
