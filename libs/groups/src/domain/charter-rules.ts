const longest = 400;

/** Headings and lists as charters write them: a mark before a line, stars around what stands out. */
function plain(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*•]|\d+[.)])\s+/u, '')
    .replace(/\*\*/gu, '')
    .trim();
}

/** A line of nothing but a heading says nothing that somebody can keep to. */
function isHeading(line: string): boolean {
  return /^(?:\*\*[^*]+\*\*|#+\s.*)$/u.test(line.trim());
}

/** The rules of a charter, one a line, in their order; what a decision can point at. */
export function rulesOf(charter: string): string[] {
  return charter
    .split('\n')
    .filter((line) => line.trim() !== '' && !isHeading(line))
    .map(plain)
    .filter((line) => line !== '')
    .map((line) => (line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line));
}
