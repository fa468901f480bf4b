import { lintRules, rulesFolder } from '@kring/safety';

/** `npm run rules:lint`: looks through the rule data; exit status 1 when something is wrong. */
function main(): number {
  const findings = lintRules(rulesFolder());
  for (const { kind, place, what } of findings) process.stdout.write(`${kind}: ${place}: ${what}\n`);
  const errors = findings.filter(({ kind }) => kind === 'error').length;
  process.stdout.write(`${errors} errors, ${findings.length - errors} hints\n`);
  return errors === 0 ? 0 : 1;
}

if (require.main === module) process.exitCode = main();
