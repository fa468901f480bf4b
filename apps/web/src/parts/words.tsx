import { Fragment, type ReactNode } from 'react';

function bold(line: string): ReactNode[] {
  return line.split(/\*\*(.+?)\*\*/u).map((part, index) => (index % 2 ? <b key={index}>{part}</b> : part));
}

function lines(block: string[]): ReactNode {
  return block.map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {bold(line)}
    </Fragment>
  ));
}

const bullet = /^\s*[-*]\s+/u;

/**
 * What a person wrote: paragraphs, line breaks, **bold** and lists that begin with a dash; nothing else has a meaning.
 * Becomes nodes, never HTML.
 */
export function Words({ text }: { text: string }) {
  const blocks = text
    .replace(/\r\n?/gu, '\n')
    .trim()
    .split(/\n\s*\n/u);
  return blocks.map((block, index) => {
    const runs: { list: boolean; lines: string[] }[] = [];
    for (const line of block.split('\n')) {
      const list = bullet.test(line);
      const last = runs.at(-1);
      if (last?.list === list) last.lines.push(line);
      else runs.push({ list, lines: [line] });
    }
    return (
      <Fragment key={index}>
        {runs.map((run, place) =>
          run.list ? (
            <ul className="bullets" key={place}>
              {run.lines.map((line, item) => (
                <li key={item}>{bold(line.replace(bullet, ''))}</li>
              ))}
            </ul>
          ) : (
            <p key={place}>{lines(run.lines)}</p>
          ),
        )}
      </Fragment>
    );
  });
}

/** The beginning of a text on one line, without marks: for lists. */
export function beginningOf(text: string, length = 160): string {
  const plain = text.replace(/\*\*/gu, '').replace(/\s+/gu, ' ').trim();
  if (plain.length <= length) return plain;
  const cut = plain.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2)).replace(/[\s.,;:!?]+$/u, '')}…`;
}
