import react from '@vitejs/plugin-react';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const server = process.env.KRING_API ?? 'http://localhost:3000';

// The parser that react-intl itself uses, and its twin without the parser (12 kB less for every visitor).
const fromReactIntl = createRequire(createRequire(import.meta.url).resolve('react-intl'));
const parserFile = fromReactIntl.resolve('@formatjs/icu-messageformat-parser');
const { parse } = await import(parserFile);

/** Reads the ICU messages while building, so that the browser need not. */
const compiledMessages = {
  name: 'compiled-messages',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/src\/messages\/\w+\/\w+\.json$/.test(id)) return null;
    const compiled = Object.entries(JSON.parse(code)).map(([key, text]) => [key, parse(text)]);
    return { code: JSON.stringify(Object.fromEntries(compiled)), map: null };
  },
};

/** Whether the entry imports a module in a straight line, so that every visitor loads it. */
function isShell(id, graph, seen = new Set()) {
  const module = graph.getModuleInfo(id);
  if (!module || seen.has(id)) return false;
  seen.add(id);
  return module.isEntry || module.importers.some((importer) => isShell(importer, graph, seen));
}

/** The stylesheet is asked for before the scripts, so that what is painted without them need not wait for them. */
const styleFirst = {
  name: 'style-first',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const style = /\n\s*<link rel="stylesheet"[^>]*>/.exec(html)?.[0] ?? '';
      return html
        .replace(style, '')
        .replace('<script src="/boot.js">', () => `${style.trim()}\n    <script src="/boot.js">`);
    },
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [compiledMessages, react(), styleFirst],
  resolve: {
    alias: [
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: fromReactIntl.resolve('@formatjs/icu-messageformat-parser/no-parser.js'),
      },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // The content security policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every visitor loads comes in one piece: on a slow line each further file is a round trip more.
        codeSplitting: {
          groups: [
            {
              debugName: 'shell',
              name: (id, graph) => (isShell(id, graph) && !id.endsWith('/src/main.tsx') ? 'shell' : null),
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/graphql': { target: server, ws: true }, '/ready': server } },
});
