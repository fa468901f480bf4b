import { useText } from '../language/text';

export interface PhotoParts {
  id: string;
  url: string;
  width: number;
  height: number;
  alternativeText: string;
}

/** How wide each size is at most, as the server makes them. */
const widths = { small: 320, medium: 800, large: 1600 } as const;

/** A photo at the size that the screen needs. */
export function Photo({ photo, className = 'pic' }: { photo: PhotoParts; className?: string }) {
  const t = useText();
  const { url, width, height, alternativeText } = photo;
  // On a tall photo the height is what was limited.
  const narrow = Math.min(1, width / height);
  const sources = Object.entries(widths).map(([size, side]) => `${url}?size=${size} ${Math.round(side * narrow)}w`);
  return (
    <img
      className={className}
      src={`${url}?size=medium`}
      srcSet={sources.join(', ')}
      sizes="(min-width: 48rem) 40rem, 92vw"
      width={width}
      height={height}
      alt={alternativeText || t('photo.noText')}
      loading="lazy"
      decoding="async"
    />
  );
}
