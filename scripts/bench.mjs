/**
 * `npm run bench` measures how fast Kring is beside a plain server and beside the default stack, on this machine.
 * `npm run bench -- --help` lists what it can be told. It brings its own PostgreSQL and keeps it in .kring/bench.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Kring needs Node 20.19 or later, and this is Node ${process.versions.node}. Install a newer one (nodejs.org).`,
  );
  process.exit(1);
}
import('./bench-kring.mjs').then(({ bench }) => bench(process.argv.slice(2)));
