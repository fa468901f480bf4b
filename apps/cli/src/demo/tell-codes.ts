import { resolve } from 'node:path';
import { projectFolder } from '@kring/platform';
import { DemoFolder } from './demo-file';
import { totp } from './demo-people';

/** `npm run demo:codes`: the one-time codes of this moment, for the staff of the demo. */
const folder = new DemoFolder(resolve(projectFolder, process.env['KRING_DATA'] ?? '.kring'));
const people = (folder.read()?.people ?? []).filter((one) => one.oneTimeCodeSecret !== null);
if (people.length === 0) {
  process.stderr.write(`There is no demo in ${folder.path}. Start Kring once, or name its folder with KRING_DATA.\n`);
  process.exit(1);
}
const seconds = 30 - (Math.floor(Date.now() / 1000) % 30);
for (const one of people) {
  const code = totp(one.oneTimeCodeSecret ?? '').generate();
  process.stdout.write(
    `${code}  ${one.signInName.padEnd(12)} ${one.role.toLowerCase()}${one.organisation ? `, ${one.organisation}` : ''}\n`,
  );
}
process.stdout.write(`Good for ${seconds} more seconds, and a little after.\n`);
