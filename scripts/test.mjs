/**
 * `npm test` runs every part below; `npm run test:<part>` or `node scripts/test.mjs <part> …` only those. What follows
 * `--` goes to Jest: `node scripts/test.mjs unit -- -t climate`; so do words after one part: `npm run test:faults -- chaos`. TEST_DATABASE_URL names another PostgreSQL to use.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Kring needs Node 20.19 or later, and this is Node ${process.versions.node}. Install a newer one (nodejs.org).`,
  );
  process.exit(1);
}
import('./test-kring.mjs').then(({ test }) => test(process.argv.slice(2)));
