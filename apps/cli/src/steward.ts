import { parseArgs } from 'node:util';
import { FoundOrganisation } from '@kring/organisations';
import { problemMessage } from '@kring/platform';
import { command } from './command-context';

const usage = `Usage: npm run steward -- create-organisation --name "Huis Linde" --organiser "Nele"
Makes an organisation and an invitation for its first organiser. The code is shown once and works once.`;

/** `npm run steward`: what a steward does for a whole installation. */
command(async (app, settings) => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { name: { type: 'string' }, organiser: { type: 'string' } },
  });
  if (
    positionals[0] !== 'create-organisation' ||
    typeof values.name !== 'string' ||
    typeof values.organiser !== 'string'
  ) {
    process.stderr.write(`${usage}\n`);
    return 1;
  }
  const founded = await app.get(FoundOrganisation).run({ name: values.name, organiserName: values.organiser });
  if (!founded.ok) {
    process.stderr.write(`${problemMessage(founded.problem, 'en')}\n`);
    return 1;
  }
  const { organisationId, code, expiresAt } = founded.value;
  process.stdout.write(
    `Organisation ${organisationId}\nFirst organiser: ${settings.publicUrl}/staff/join#${code}\nThe code works once, until ${expiresAt.toISOString()}.\n`,
  );
  return 0;
});
