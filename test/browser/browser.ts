import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** A real Chromium, from its npm package. */
export async function openBrowser(): Promise<Browser> {
  const told = execFileSync(process.execPath, [join(__dirname, 'unpack-chromium.mjs')], { encoding: 'utf8' });
  const { executablePath, args } = JSON.parse(told) as { executablePath: string; args: string[] };
  // In a single process, contexts would share their cookies.
  return chromium.launch({ executablePath, args: args.filter((one) => one !== '--single-process'), headless: true });
}

export type Screen = 'phone' | 'desk';
const sizes = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 800 } } as const;

/** A browser of somebody's own, in Dutch unless told otherwise, that fails the test when a page throws or breaks its content policy. */
export async function openContext(
  browser: Browser,
  url: string,
  screen: Screen,
  options: { readonly colorScheme?: 'light' | 'dark'; readonly token?: string; readonly locale?: string } = {},
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[screen],
    locale: options.locale ?? 'nl-BE',
    timezoneId: 'Europe/Brussels',
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  if (options.token) {
    await context.addCookies([
      {
        name: '__Host-kring',
        value: options.token,
        url: url.replace('http:', 'https:'),
        httpOnly: true,
        secure: true,
        sameSite: 'Strict',
      },
    ]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  return { context, page, faults };
}

/** What axe finds against WCAG 2.2 A and AA on the page as it stands; empty when all is well. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    interface Axe {
      run(
        context: unknown,
        options: unknown,
      ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
    }
    const found = await (globalThis as unknown as { axe: Axe }).axe.run(globalThis.document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`),
    );
  });
}

/** By how many pixels the page is wider than the screen. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(0, globalThis.document.documentElement.scrollWidth - globalThis.document.documentElement.clientWidth),
  );

/** Keeps a picture of the page under this name; axe finds nothing on it, and it is no wider than the screen. */
export async function looksWell(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  expect({ name, found: await violations(page), sideways: await sideways(page) }).toEqual({
    name,
    found: [],
    sideways: 0,
  });
}

/** Keeps a picture of the page when KRING_SHOTS names a folder; for looking, never for comparing. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['KRING_SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
}
