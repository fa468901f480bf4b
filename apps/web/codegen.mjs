// Typed documents for the client: reads the committed schema and every .graphql file under src, writes src/generated.
// The staff spaces get a file of their own, so that the member shell never carries their documents.
import { mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Through require: the pinned @graphql-tools/utils lacks an export that the ES modules of @graphql-tools/merge name
// (and never use here), and everything must share one copy of graphql.
const require = createRequire(import.meta.url);
const { codegen } = require('@graphql-codegen/core');
const typedDocumentNode = require('@graphql-codegen/typed-document-node');
const operations = require('@graphql-codegen/typescript-operations');
const { buildSchema, parse, print, stripIgnoredCharacters } = require('graphql');

const here = fileURLToPath(new URL('.', import.meta.url));
const staffFolders = ['moderate', 'organise', 'staff'];

const config = {
  enumsAsTypes: true,
  useTypeImports: true,
  optimizeDocumentNode: true,
  dedupeFragments: true,
  strictScalars: true,
  scalars: { DateTime: 'string' },
  avoidOptionals: { field: true },
  skipTypename: false,
  nonOptionalTypename: true,
};

/** Writes src/generated/documents.ts and staff-documents.ts; throws with the place when a document does not fit the schema. */
export async function generateDocuments() {
  const schema = parse(readFileSync(join(here, '../../schema.graphql'), 'utf8'));
  const paths = readdirSync(join(here, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    .sort();
  const documents = paths.map((path) => {
    const location = join(here, 'src', path);
    return { path, location, document: parse(readFileSync(location, 'utf8')) };
  });
  const isStaff = ({ path }) => staffFolders.some((folder) => path.startsWith(`${folder}/`));
  const isShared = ({ path }) => path.startsWith('graphql/');
  mkdirSync(join(here, 'src/generated'), { recursive: true });
  await write(
    'documents.ts',
    schema,
    documents.filter((one) => !isStaff(one)),
  );
  await write(
    'staff-documents.ts',
    schema,
    documents.filter((one) => isStaff(one) || isShared(one)),
  );
  return documents.length;
}

async function write(filename, schema, documents) {
  const output = await codegen({
    filename,
    schema,
    schemaAst: buildSchema(readFileSync(join(here, '../../schema.graphql'), 'utf8')),
    documents,
    config,
    plugins: [{ operations: {} }, { typedDocumentNode: {} }],
    pluginMap: { operations, typedDocumentNode },
  });
  writeFileSync(join(here, 'src/generated', filename), asSource(output));
}

// A document as the text it is sent as: a third of the size of its syntax tree, and urql reads it either way.
const syntaxTree = /^export const (\w+) = (\{"kind":"Document".*\}) as unknown as (DocumentNode<.*>);$/gm;

function asSource(output) {
  const source = output.replace(syntaxTree, (_, name, tree, type) => {
    const text = stripIgnoredCharacters(print(JSON.parse(tree)));
    return `export const ${name} = /*#__PURE__*/ gql(${JSON.stringify(text)}) as unknown as ${type};`;
  });
  if (source.includes('"kind":"Document"')) throw new Error('the generated documents have an unknown shape');
  return `import { gql } from 'urql';\n${source}`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await generateDocuments();
}
