// Builds the web client into apps/web/dist. The launcher calls `node apps/web/build.mjs`; any failure exits non-zero.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { generateDocuments } from './codegen.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, 'dist');

/** Fills the list of shell files into the service worker: entry, member space, fonts; staff spaces stay on the network. */
function writeServiceWorker() {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const shell = new Set(['/', '/boot.js', '/favicon.svg']);
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || shell.has(`/${chunk.file}`)) return;
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) shell.add(`/${file}`);
    for (const next of chunk.imports ?? []) visit(next);
    for (const next of chunk.dynamicImports ?? [])
      if (!/src\/(moderate|organise|staff)|staff\.json/.test(next)) visit(next);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
  const files = [...shell].sort();
  const version = createHash('sha256')
    .update(readFileSync(join(dist, 'index.html')))
    .update(files.join())
    .digest('hex')
    .slice(0, 12);
  const source = readFileSync(join(here, 'src/service-worker.js'), 'utf8')
    .replace('__VERSION__', version)
    .replace("['__SHELL__']", JSON.stringify(files));
  writeFileSync(join(dist, 'sw.js'), source);
  return files.length;
}

try {
  const documents = await generateDocuments();
  console.log(`web: ${documents} documents checked against the schema`);
  await build({ configFile: join(here, 'vite.config.mjs'), logLevel: 'warn' });
  const files = readdirSync(join(dist, 'assets')).length;
  console.log(`web: built into apps/web/dist (${files} files, ${writeServiceWorker()} kept for offline)`);
} catch (error) {
  console.error(`web: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
