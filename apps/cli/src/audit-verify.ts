import { VerifyChain } from '@kring/audit';
import { command } from './command-context';

/** `npm run audit:verify`: walks the audit chain of every organisation; exit 1 when one does not hold. */
command(async (app) => {
  const verify = app.get(VerifyChain);
  let broken = 0;
  for (const organisationId of await verify.organisations()) {
    const reading = await verify.run(organisationId);
    if (reading.brokenAt !== null) broken += 1;
    const verdict = reading.brokenAt === null ? 'whole' : `BROKEN at ${reading.brokenAt}`;
    process.stdout.write(`${organisationId}  ${reading.entries} entries  ${verdict}\n`);
  }
  process.stdout.write(broken === 0 ? 'All chains are whole.\n' : `${broken} chains do not hold.\n`);
  return broken === 0 ? 0 : 1;
});
