export type IconName =
  | 'lamp'
  | 'exit'
  | 'pencil'
  | 'heart'
  | 'strength'
  | 'same'
  | 'thanks'
  | 'pin'
  | 'clock'
  | 'fold'
  | 'eye'
  | 'check'
  | 'saved'
  | 'photo'
  | 'phone'
  | 'chat'
  | 'mail'
  | 'copy'
  | 'back'
  | 'next'
  | 'menu'
  | 'search'
  | 'people'
  | 'chart'
  | 'note'
  | 'slow'
  | 'pause'
  | 'aside'
  | 'lock'
  | 'offline'
  | 'alert'
  | 'undo'
  | 'flag'
  | 'leaf'
  | 'more'
  | 'move'
  | 'hand'
  | 'heavy'
  | 'star'
  | 'up';

export type MarkName =
  'sev-green' | 'sev-amber' | 'sev-red' | 'sev-crisis' | 'cli-up' | 'cli-flat' | 'cli-turn' | 'cli-spiral';

/** A line icon in the colour of the text around it. It says nothing by itself: put words beside it. */
export function Icon({ name, size }: { name: IconName; size?: 's' | 'l' }) {
  return (
    <svg className={size ? `i i--${size}` : 'i'} aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** The shape of a severity or a climate; always with its word. */
export function Mark({ name }: { name: MarkName }) {
  return (
    <svg className="g" aria-hidden="true" focusable="false">
      <use href={`#${name}`} />
    </svg>
  );
}

/** The stitched ring of Kring. */
export function Ring() {
  return (
    <svg className="brand__mark" aria-hidden="true" focusable="false">
      <use href="#kring" />
    </svg>
  );
}
