export const languages = ['nl', 'fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** The best of our languages for an `Accept-Language` header (RFC 9110); Dutch when none fits. */
export function preferredLanguage(header: string | undefined): Language {
  const wishes = (header ?? '')
    .slice(0, 256)
    .split(',')
    .map((wish, place) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const weight = parameters
        .map((one) => /^\s*q=([01](?:\.\d{1,3})?)$/.exec(one)?.[1])
        .find((one) => one !== undefined);
      return { tag: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight), place };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  return wishes.map((wish) => languages.find((one) => one === wish.tag)).find((one) => one !== undefined) ?? 'nl';
}
