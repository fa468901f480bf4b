/**
 * `npm start`. Checks the version of Node before anything that needs it is loaded; the work is in start-kring.mjs.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Kring needs Node 20.19 or later, and this is Node ${process.versions.node}. Install a newer one (nodejs.org).`,
  );
  process.exit(1);
}
import('./start-kring.mjs').then(({ start }) => start(process.argv.slice(2)));
