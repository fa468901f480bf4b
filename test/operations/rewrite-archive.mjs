/**
 * node rewrite-archive.mjs <from> <to> <identity file> <recipient> <change>: opens a backup with its key, changes what is
 * inside, and seals it again, as somebody who has the key could.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import tar from 'tar-stream';

const [, , from, to, identityFile, recipient, change] = process.argv;
const decrypter = new Decrypter();
decrypter.addIdentity(readFileSync(identityFile, 'utf8').trim());
const plain = await decrypter.decrypt(new Uint8Array(readFileSync(from)));

const pack = tar.pack();
const extract = tar.extract();
Readable.from([Buffer.from(plain)]).pipe(extract);
const json = (bytes, edit) => {
  const value = JSON.parse(bytes.toString());
  edit(value);
  return Buffer.from(JSON.stringify(value));
};
for await (const entry of extract) {
  const pieces = [];
  for await (const piece of entry) pieces.push(piece);
  let bytes = Buffer.concat(pieces);
  const { name } = entry.header;
  if (change === 'list') console.log(name);
  if (name === 'kring-backup.json' && change === 'newer-format') bytes = json(bytes, (header) => (header.format = 2));
  if (name === 'kring-backup.json' && change === 'newer-migrations')
    bytes = json(bytes, (header) => header.migrations.push('Tomorrow1863800000001'));
  if (name.startsWith('tables/posts/') && change === 'changed-row')
    bytes = Buffer.from(bytes.toString().replace('VISIBLE', 'HIDDEN'));
  if (name.startsWith('tables/reactions/') && change === 'lost-table') continue;
  if (name.startsWith('photos/') && change === 'changed-photo') bytes = Buffer.from(bytes).fill(7);
  if (name.startsWith('photos/') && change === 'climbing-photo') {
    pack.entry({ name: 'photos/../../climbed' }, bytes);
    continue;
  }
  if (name === 'manifest.json' && change === 'no-manifest') continue;
  pack.entry({ name }, bytes);
}
pack.finalize();
if (change !== 'list') {
  const all = [];
  for await (const piece of pack) all.push(piece);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  writeFileSync(to, await encrypter.encrypt(new Uint8Array(Buffer.concat(all))));
}
