import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { EndEverySession, ResealSecrets } from '@kring/identity';
import { Secrets } from '@kring/platform';
import { command } from './command-context';

const usage = `Usage: npm run rotate-keys -- [--reseal | --drop | --status] [--end-sessions]
Makes a new key in keys.json of the data folder and seals anew what was sealed with earlier ones. Nobody is signed out.
  --reseal         seal anew under the current key, without making one (after a change of KRING_SECRET)
  --drop           give up all earlier keys; refused while something is sealed with them
  --status         say which keys there are and what is sealed with them
  --end-sessions   sign everybody out as well, for when a secret leaked`;

/** Processes that run look at the file of keys once a second; after this they all make seals with the new key. */
const followedAfterMs = 1500;

const options = {
  reseal: { type: 'boolean' },
  drop: { type: 'boolean' },
  status: { type: 'boolean' },
  'end-sessions': { type: 'boolean' },
} as const;

/** `npm run rotate-keys`: new keys without signing anybody out or losing what is sealed. Key ids are shown, never keys. */
command(async (app) => {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  let asked: { reseal?: boolean; drop?: boolean; status?: boolean; 'end-sessions'?: boolean };
  try {
    asked = parseArgs({ options }).values;
  } catch {
    process.stderr.write(`${usage}\n`);
    return 1;
  }
  const { keyring } = app.get(Secrets);
  const reseal = app.get(ResealSecrets);
  const told = (): string => `current key ${keyring.current.id}, earlier ${earlier().join(', ') || 'none'}`;
  const earlier = (): string[] => keyring.keys.map((key) => key.id).filter((id) => id !== keyring.current.id);

  if (asked['end-sessions']) say(`${await app.get(EndEverySession).run()} sessions ended`);
  if (asked.status) {
    const { all, resealed, closed } = await reseal.run({ look: true });
    say(`${told()}\n${all} seals: ${resealed} need an earlier key, ${closed.length} open with no key that is kept`);
    return closed.length > 0 ? 1 : 0;
  }
  if (!asked.reseal && !asked.drop) {
    say(`Key ${keyring.addFresh(new Date()).id} is the current one now. Processes that run follow within a second.`);
    await pause(followedAfterMs);
  }
  const done = await reseal.run();
  say(`${done.all} seals: ${done.resealed} made anew, ${done.closed.length} open with no key that is kept`);
  if (done.closed.length > 0) {
    process.stderr.write('Some seals open with no key that is kept. Put the missing key back; nothing is given up.\n');
    return 1;
  }
  if (asked.drop) {
    const gone = keyring.dropEarlier();
    say(gone.length > 0 ? `Given up: ${gone.join(', ')}` : 'There was no earlier key.');
  } else if (earlier().length > 0) {
    say(
      `${told()}\nEarlier keys are kept until: npm run rotate-keys -- --drop (not before a week has passed, docs/backup.md)`,
    );
  }
  return 0;
});
