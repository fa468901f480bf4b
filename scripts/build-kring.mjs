/** `npm run build`: the server and the web client, without starting anything; for images and packages. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildServer, buildWeb } from './build.mjs';
import { lineFor } from './complaint.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');

try {
  await buildServer(project, (line) => console.log(`Server: ${line}`));
  await buildWeb(project, (line) => console.log(`Web client: ${line}`));
} catch (error) {
  console.error(lineFor(error));
  process.exitCode = 1;
}
