import type { FinderData } from './finding';
import type { Stretch } from './stretch';

const named = /(?:^|[^\p{L}\p{N}_.])@[a-z0-9](?:[a-z0-9._]{1,28})[a-z0-9_]/gu;
const addressed = /(?:https?:\/\/)?(?:[a-z0-9-]{1,30}\.){1,4}[a-z]{2,6}\/[a-z0-9@._+/-]{2,60}/g;
const numbered = /[a-z0-9_.]{2,32}#\d{4}\b/g;

/** Names on other apps ("my snap is …"), handles written with a sign, and addresses of people and channels there. A bare mention of an app is not a handle. */
export function findHandles(text: string, data: FinderData): Stretch[] {
  const found: Stretch[] = [];
  for (const app of text.matchAll(/\p{L}+/gu)) {
    if (!data.apps.includes(app[0])) continue;
    const from = app.index + app[0].length;
    const rest = text.slice(from, from + 60);
    const link =
      /^ {0,2}(?:(is|heet|called|s'appelle|c'est|c|naam|name|user|username|pseudo|nick|:|=|->|-|=>) {0,2}){1,3}@?([a-z0-9][a-z0-9._-]{2,29})/.exec(
        rest,
      );
    const bare = link === null ? /^ {0,2}@?([a-z0-9][a-z0-9._-]{2,29})/.exec(rest) : null;
    const handle = link?.[2] ?? bare?.[1];
    if (handle === undefined || data.notHandles.includes(handle)) continue;
    const odd = /[_\d]|\.\w/.test(handle);
    const stated = link !== null && /[:=]|is|heet|appelle|c/.test(link[0]) && isOwn(text, app.index, data);
    if (odd || stated) found.push({ from: app.index, to: from + (link?.[0] ?? bare?.[0] ?? '').length });
  }
  for (const match of text.matchAll(named)) {
    const at = match[0].indexOf('@');
    if (/[_\d]/.test(match[0])) found.push({ from: match.index + at, to: match.index + match[0].length });
  }
  for (const match of text.matchAll(addressed)) {
    const host = data.handleHosts.find((one) => match[0].includes(`${one}/`));
    if (host !== undefined) found.push({ from: match.index, to: match.index + match[0].length });
  }
  for (const match of text.matchAll(numbered)) found.push({ from: match.index, to: match.index + match[0].length });
  return found;
}

/** True when a word for "my", "his" or "her" stands just before the app: then what follows is somebody's name there. */
function isOwn(text: string, app: number, data: FinderData): boolean {
  const before =
    text
      .slice(Math.max(0, app - 14), app)
      .trim()
      .split(/\s+/)
      .at(-1) ?? '';
  return data.isWords.includes(before);
}
