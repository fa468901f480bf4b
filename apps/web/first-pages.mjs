import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * Paints the front door, the help numbers and the frame of other pages into pages of their own, in each language: they stand
 * there after one round trip, also where scripts fail, and the client takes their place. The server picks one.
 * @param {string} here the folder of the web client
 * @param {string} dist where it is built
 */
export async function writeFirstPages(here, dist) {
  const folder = join(dist, '.first');
  await build({
    configFile: join(here, 'vite.config.mjs'),
    logLevel: 'warn',
    build: { ssr: 'src/first-paint.tsx', outDir: folder, manifest: false, copyPublicDir: false },
    ssr: { noExternal: true },
  });
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  mkdirSync(join(dist, 'first'));
  // What a page reads of its browser while it is painted.
  globalThis.addEventListener = () => undefined;
  for (const language of ['nl', 'fr', 'en']) {
    const navigator = { languages: [language], onLine: true };
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
    // Each language has a copy of the modules of its own, for they keep the language they were loaded in.
    const { firstPaints, firstMarkup } = await import(`${pathToFileURL(join(folder, 'first-paint.mjs'))}?${language}`);
    const bare = page.replace('<html lang="nl">', `<html lang="${language}">`);
    writeFileSync(join(dist, 'first', `${language}-bare.html`), bare);
    for (const paint of firstPaints) {
      const markup = `<div id="root"><div class="first">${await firstMarkup(paint)}</div></div>`;
      writeFileSync(
        join(dist, 'first', `${language}-${paint}.html`),
        bare.replace('<div id="root"></div>', () => markup),
      );
    }
  }
  rmSync(folder, { recursive: true });
}
