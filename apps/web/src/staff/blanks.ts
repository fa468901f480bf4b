import type { Language } from '../language/language';

const blank = /\{[^{}\n]{0,60}\}/gu;

/** The blanks of a template that are still open, as the server knows them: `{date}`, `{own words}`. */
export function blanksIn(text: string): string[] {
  return (text.match(blank) ?? []).filter((one) => /\p{L}/u.test(one));
}

/** What a blank can be filled with by itself, and how it is called in each language. */
export const knownBlanks = {
  nickname: { nl: 'bijnaam', fr: 'pseudo', en: 'nickname' },
  group: { nl: 'groep', fr: 'groupe', en: 'group' },
  date: { nl: 'datum', fr: 'date', en: 'date' },
  helpline: { nl: 'hulplijn', fr: 'ligne d’aide', en: 'helpline' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
export type KnownBlank = keyof typeof knownBlanks;

/** What is known when a template is chosen; what is not known stays open. */
export type Known = Readonly<Partial<Record<KnownBlank, string>>>;

/** Which of the known blanks this is, in whatever language it was written. */
export function kindOf(open: string): KnownBlank | undefined {
  const name = open.slice(1, -1).trim().toLowerCase().replaceAll("'", '’');
  return (Object.keys(knownBlanks) as KnownBlank[]).find((kind) =>
    Object.values(knownBlanks[kind]).some((word) => word === name),
  );
}

/** Fills in what is known; the rest stays as it is. */
export function fillIn(text: string, known: Known): string {
  return text.replace(blank, (open) => {
    const kind = kindOf(open);
    return (kind && known[kind]) ?? open;
  });
}

/**
 * Puts the focus on the first blank of a form that is still open, selected so that typing fills it in. Whether there was one:
 * then the form does not go out.
 */
export function stopAtBlank(form: HTMLElement): boolean {
  const areas = [...form.querySelectorAll<HTMLTextAreaElement>('textarea[data-goes-out]')];
  const area = areas.find(({ value }) => blanksIn(value).length > 0);
  if (area) selectBlank(area);
  return area !== undefined;
}

/** Selects one blank in a field; the first when it does not say which. */
export function selectBlank(area: HTMLTextAreaElement, open = blanksIn(area.value)[0]): void {
  if (open === undefined) return;
  const start = area.value.indexOf(open);
  area.focus();
  if (start >= 0) area.setSelectionRange(start, start + open.length);
}
