// Builds the web client into apps/web/dist. The launcher calls `node apps/web/build.mjs`; any failure exits non-zero.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { generateDocuments } from './codegen.mjs';
import { writeFirstPages } from './first-pages.mjs';

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

/** Tells boot.js which files each language and each page will ask for, so that they come with the entry and not after it. */
function writePreloads() {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const below = (key, found = new Set()) => {
    const chunk = manifest[key];
    if (!chunk || chunk.isEntry || found.has(`/${chunk.file}`)) return found;
    found.add(`/${chunk.file}`);
    for (const next of chunk.imports ?? []) below(next, found);
    return found;
  };
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  const known = new Set(manifest[entry].imports.flatMap((key) => [...below(key)]));
  const files = (...keys) => [...new Set(keys.flatMap((key) => [...below(key)]))].filter((file) => !known.has(file));
  const languages = ['nl', 'fr', 'en'].map((language) => [
    language,
    files(`src/messages/${language}/shared.json`, `src/messages/${language}/member.json`),
  ]);
  const pages = [
    ['^/threads/', 'thread-page'],
    ['^/groups/[^/]+$', 'group-page'],
    ['^/groups$', 'groups'],
  ].map(([path, name]) => [path, files(`src/member/${name}.tsx`)]);
  pages.push(['^/join', files('src/public/join.tsx')]);
  const preloads = JSON.stringify({ languages: Object.fromEntries(languages), pages });
  const boot = readFileSync(join(dist, 'boot.js'), 'utf8');
  writeFileSync(join(dist, 'boot.js'), boot.replace("'__PRELOADS__'", preloads));
}

/** Puts a `.br` and a `.gz` beside every text of the client, so that a phone on a slow line loads a third and no server compresses twice. */
function compress() {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((one) => !one.startsWith('.vite') && /\.(?:js|css|svg|html)$/.test(one))) {
    const text = readFileSync(join(dist, name));
    writeFileSync(
      join(dist, `${name}.br`),
      brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
    );
    writeFileSync(join(dist, `${name}.gz`), gzipSync(text, { level: 9 }));
  }
}

try {
  const documents = await generateDocuments();
  console.log(`web: ${documents} documents checked against the schema`);
  await build({ configFile: join(here, 'vite.config.mjs'), logLevel: 'warn' });
  const files = readdirSync(join(dist, 'assets')).length;
  console.log(`web: built into apps/web/dist (${files} files, ${writeServiceWorker()} kept for offline)`);
  writePreloads();
  await writeFirstPages(here, dist);
  compress();
} catch (error) {
  console.error(`web: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
