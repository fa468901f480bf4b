/**
 * Text as it is compared: lower case, without accents, invisible characters or look-alike letters.
 * `starts[i]` and `ends[i]` give the stretch of the original that the i-th code unit of `text` came from.
 */
export interface NormalisedText {
  original: string;
  text: string;
  starts: number[];
  ends: number[];
}

/** Letters of other scripts that look like Latin ones, and punctuation brought to one form. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    ѕ: 's',
    т: 't',
    у: 'y',
    х: 'x',
    ѡ: 'w',
    ԝ: 'w',
    г: 'r',
    п: 'n',
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    γ: 'y',
    ω: 'w',
    ı: 'i',
    ɑ: 'a',
    ɡ: 'g',
    ⅼ: 'l',
    ł: 'l',
    ø: 'o',
    đ: 'd',
    œ: 'oe',
    æ: 'ae',
    ß: 'ss',
    '’': "'",
    '‘': "'",
    '`': "'",
    '´': "'",
    ʼ: "'",
    '“': '"',
    '”': '"',
    '„': '"',
    '«': '"',
    '»': '"',
    '‟': '"',
    '–': '-',
    '—': '-',
    '‐': '-',
    '‑': '-',
    '…': '...',
    '¡': '!',
    '¿': '?',
  }),
);

// eslint-disable-next-line no-misleading-character-class -- it names single marks and joiners, one at a time, on purpose
const invisible = /^[\p{Cf}\p{M}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]$/u;
const marks = /\p{M}/gu;
const remembered = new Map<string, string>();

function fold(character: string): string {
  const known = remembered.get(character);
  if (known !== undefined) return known;
  let folded = '';
  if (!invisible.test(character)) {
    for (const part of character.normalize('NFKC').toLowerCase().normalize('NFD').replace(marks, '')) {
      folded += lookAlikes.get(part) ?? part;
    }
    folded = lookAlikes.get(character) ?? folded;
  }
  if (remembered.size < 4000) remembered.set(character, folded);
  return folded;
}

/** Brings text to the form that rules are compared with, and remembers where each piece came from. Linear, never throws. */
export function normalise(original: string): NormalisedText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < original.length;) {
    const code = original.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    let piece: string;
    if (code < 0x80 && code !== 0x60) {
      piece = code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : original.charAt(at);
    } else {
      piece = fold(original.slice(at, at + width));
    }
    if (piece !== '') {
      pieces.push(piece);
      // eslint-disable-next-line @typescript-eslint/prefer-for-of -- for-of walks code points; offsets are in UTF-16 code units
      for (let unit = 0; unit < piece.length; unit += 1) {
        starts.push(at);
        ends.push(at + width);
      }
    }
    at += width;
  }
  return { original, text: pieces.join(''), starts, ends };
}
