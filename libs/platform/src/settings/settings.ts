import { isIP } from 'node:net';
import { z } from 'zod';
import { limitShapes } from './limit-shapes';
import { type SettingShape, whole } from './shapes';

const yesNo = z.enum(['yes', 'no']).transform((answer) => answer === 'yes');
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgres://user:password@host:port/database');

const isAddress = (one: string): boolean => {
  const [address = '', bits] = one.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most))
  );
};
/** Addresses or networks, with commas between; none of them is an empty list. */
const addresses = z
  .string()
  .transform((given) => (given === 'none' ? [] : given.split(',').map((one) => one.trim())))
  .refine((list) => list.every(isAddress), 'must be addresses or networks with commas between, or none');

/** Each setting: what it means and how it is read. The tables in docs/settings.md are checked against this. */
export const settingShapes = {
  KRING_ROLE: {
    shape: z.enum(['all', 'api', 'worker']),
    fallback: 'all',
    meaning: 'Which part of the service this process runs',
  },
  KRING_PORT: {
    shape: whole(0, 65535),
    fallback: '3000',
    meaning: 'Port for HTTP and WebSocket; 0 takes any free one',
  },
  KRING_HOST: {
    shape: z.string().min(1),
    fallback: '127.0.0.1',
    meaning: 'Address to listen on; 0.0.0.0 behind a proxy with TLS',
  },
  KRING_TRUSTED_PROXIES: {
    shape: addresses,
    fallback: 'none',
    meaning:
      'Addresses of the proxies in front, such as 127.0.0.1,10.0.0.0/8: only they may say from where a request comes',
  },
  KRING_PUBLIC_URL: {
    shape: z.url(),
    fallback: '',
    meaning: 'Address in links and invitations; default http://localhost:<port>',
  },
  KRING_DATA: {
    shape: z.string().min(1),
    fallback: '.kring',
    meaning: 'Folder for the embedded database, secrets, keys, photos and erasures.jsonl',
  },
  KRING_SECRET: {
    shape: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
    meaning: 'Seals one-time-code secrets and derives codes; npm start makes one',
  },
  KRING_SECRET_PREVIOUS: {
    shape: z
      .string()
      .regex(/^[0-9a-f]{64}(\s*,\s*[0-9a-f]{64})*$/, 'must be secrets of 64 hexadecimal digits with commas between')
      .transform((secrets) => secrets.split(/\s*,\s*/)),
    fallback: '',
    meaning: 'Earlier secrets, newest first, that still open what they sealed (docs/backup.md)',
  },
  KRING_BACKUP_PASSPHRASE_FILE: {
    shape: z.string().min(1),
    fallback: '',
    meaning: 'File with the passphrase of backups on its first line',
  },
  KRING_BACKUP_RECIPIENTS: {
    shape: z
      .string()
      .regex(/^age1[0-9a-z]+(\s*,\s*age1[0-9a-z]+)*$/, 'must be recipients of age (age1…) with commas between')
      .transform((recipients) => recipients.split(/\s*,\s*/)),
    fallback: '',
    meaning: 'Public keys of age that backups are made for, instead of a passphrase',
  },
  KRING_BACKUP_IDENTITY_FILE: {
    shape: z.string().min(1),
    fallback: '',
    meaning: 'File with the secret key of age that opens a backup; for a restore only',
  },
  DATABASE_URL: {
    shape: postgresUrl,
    fallback: '',
    meaning: 'Owner login, for migrations, backup and restore only; absent: the embedded database',
  },
  DATABASE_SERVICE_URL: {
    shape: postgresUrl,
    meaning: 'Login of the service; owns nothing and cannot bypass row-level security',
  },
  KRING_MIGRATE: { shape: yesNo, fallback: 'no', meaning: 'Migrate at start (npm start says yes)' },
  KRING_DEMO: {
    shape: z.enum(['yes', 'no', 'reset']),
    fallback: 'no',
    meaning: 'Load the demo once; reset throws it away first (npm start says yes)',
  },
  KRING_PROFILE: {
    shape: z.enum(['production', 'test']),
    fallback: 'production',
    meaning: 'test opens introspection for audits and tools; never for real use',
  },
  KRING_LOG_LEVEL: {
    shape: z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    fallback: 'warn',
    meaning: 'How much is logged; never words, addresses or tokens',
  },
  KRING_METRICS_PORT: {
    shape: whole(0, 65535).optional(),
    fallback: '',
    meaning: 'Port of its own for Prometheus metrics; absent: none',
  },
  KRING_METRICS_HOST: {
    shape: z.string().min(1),
    fallback: '127.0.0.1',
    meaning: 'Address for metrics; never one that people reach',
  },
  KRING_OTLP_URL: {
    shape: z.url({ protocol: /^https?$/ }).optional(),
    fallback: '',
    meaning: 'Where OpenTelemetry traces go, such as http://127.0.0.1:4318/v1/traces; absent: none are made',
  },
  KRING_TRACE_PERCENT: { shape: whole(1, 100), fallback: '10', meaning: 'How many of a hundred requests are traced' },
  KRING_POOL_SIZE: { shape: whole(2, 500), fallback: '10', meaning: 'Database connections of one process' },
  KRING_POOL_WAITING: {
    shape: whole(1, 100_000),
    fallback: '500',
    meaning: 'Who may wait for a database connection; whoever comes after them is told to try again',
  },
  KRING_STATEMENT_SECONDS: {
    shape: whole(1, 600),
    fallback: '10',
    meaning:
      'Longest time of one statement, and of a silence inside a transaction; two seconds more and its connection is given up',
  },
  KRING_REQUESTS_TOGETHER: {
    shape: whole(1, 10_000),
    fallback: '32',
    meaning: 'Requests worked on at once, for reading and for writing each; writing never waits behind reading',
  },
  KRING_REQUESTS_WAITING: {
    shape: whole(0, 100_000),
    fallback: '256',
    meaning: 'Requests that wait for their turn, for reading and for writing each; the rest is told to try again',
  },
  KRING_REQUEST_WAIT_SECONDS: {
    shape: whole(1, 60),
    fallback: '3',
    meaning: 'A request that waited this long for its turn is told to try again',
  },
  KRING_SOCKET_BACKLOG: {
    shape: whole(16_384, 1_073_741_824),
    fallback: '1048576',
    meaning: 'Bytes that may wait for a socket whose reader does not read, before it is closed',
  },
  KRING_SESSION_DAYS: {
    shape: whole(1, 365),
    fallback: '30',
    meaning: 'A member stays signed in for this many days without use',
  },
  KRING_SESSION_MOST_DAYS: {
    shape: whole(1, 3650),
    fallback: '365',
    meaning: 'A member signs in again after this many days, used or not',
  },
  KRING_STAFF_SESSION_HOURS: {
    shape: whole(1, 168),
    fallback: '12',
    meaning: 'Staff stay signed in for this many hours',
  },
  KRING_CLAIM_MINUTES: {
    shape: whole(1, 120),
    fallback: '10',
    meaning: 'Lease of a claim on a review item, renewed by the heartbeat',
  },
  KRING_RECHECK_MINUTES: {
    shape: whole(1, 10080),
    fallback: '120',
    meaning: 'When the climate is read again after an intervention',
  },
  KRING_APPEAL_DAYS: {
    shape: whole(1, 365),
    fallback: '14',
    meaning: 'How long a member can ask another person to look at a decision',
  },
  KRING_APPEAL_DUE_DAYS: {
    shape: whole(1, 90),
    fallback: '3',
    meaning: 'By when another person must have looked',
  },
  KRING_DUTY_HOURS: {
    shape: whole(1, 24),
    fallback: '8',
    meaning: 'A duty that nobody ends is over after so many hours, unless the rota says when',
  },
  KRING_CRISIS_SUPERVISOR_MINUTES: {
    shape: whole(1, 60),
    fallback: '3',
    meaning: 'After so many minutes a crisis that nobody took is with the supervisors',
  },
  KRING_CRISIS_ON_CALL_MINUTES: {
    shape: whole(1, 120),
    fallback: '6',
    meaning: 'After so many minutes it is with the person on call too',
  },
  KRING_SIGN_IN_TRIES: {
    shape: whole(1, 1_000_000),
    fallback: '10',
    meaning: 'Failed sign-ins per account in 15 minutes; three times as many per device',
  },
  KRING_CODE_TRIES: { shape: whole(1, 1_000_000), fallback: '20', meaning: 'Unusable codes per device in 15 minutes' },
  KRING_ADDRESS_TRIES: {
    shape: whole(1, 1_000_000),
    fallback: '300',
    meaning: 'The same per address, for devices it does not know yet; a school has one address',
  },
  KRING_PASSPHRASE_QUEUE: {
    shape: whole(1, 10000),
    fallback: '100',
    meaning: 'Passphrases waiting to be hashed before sign-in says "try later"',
  },
  KRING_NEWCOMER_POSTS: {
    shape: whole(1, 100),
    fallback: '3',
    meaning: 'First posts that wait in a group with mode NEWCOMERS',
  },
  KRING_REMOTE_URL: {
    shape: z.url({ protocol: /^https?$/ }).optional(),
    fallback: '',
    meaning:
      'A moderation endpoint that the organisation runs itself (OpenAI-compatible, such as http://127.0.0.1:8000/v1/moderations); absent: none is asked',
  },
  KRING_REMOTE_KEY: {
    shape: z.string().optional(),
    fallback: '',
    meaning: 'Sent to that endpoint as a bearer token',
  },
  KRING_REMOTE_MODEL: {
    shape: z.string().optional(),
    fallback: '',
    meaning: 'Name of the model to ask for there',
  },
  KRING_REMOTE_TIMEOUT_MS: {
    shape: whole(100, 60_000),
    fallback: '3000',
    meaning: 'How long one answer from there may take; after that the post counts as unchecked',
  },
  KRING_REMOTE_RAISE_FROM: {
    shape: z.coerce.number().gt(0).lte(1),
    fallback: '0.8',
    meaning: 'From which score on what it says asks for a moderator',
  },
  KRING_ASIDE_DAYS: {
    shape: whole(1, 3650),
    fallback: '90',
    meaning: 'Days after its end when the words of a conversation apart are erased; that there was one is kept',
  },
  KRING_QUIET_DAYS: {
    shape: whole(1, 60),
    fallback: '3',
    meaning: 'Days without writing or reading after which a member who was in crisis, and is watched over, is raised',
  },
  KRING_WATCH_NOTE_DAYS: {
    shape: whole(1, 3650),
    fallback: '90',
    meaning: 'Days that a note about a member who is watched over is kept',
  },
  KRING_CARE_DAYS: {
    shape: whole(1, 365),
    fallback: '28',
    meaning: 'Days after which what moderators read, and what colleagues asked of each other, is forgotten',
  },
  KRING_PRACTICE_DAYS: {
    shape: whole(1, 3650),
    fallback: '365',
    meaning: 'Days that a run of a practice thread, with its steps and comments, is kept',
  },
  KRING_AUDIT_PER_MILLE: {
    shape: z.coerce.number().int().min(0).max(20),
    fallback: '10',
    meaning:
      'How many of a thousand posts that nothing points at chance puts before a moderator, where a supervisor chose nothing else',
  },
  ...limitShapes,
} as const satisfies Record<string, SettingShape>;

export type SettingName = keyof typeof settingShapes;
type Read = { readonly [Name in SettingName]: z.output<(typeof settingShapes)[Name]['shape']> };

/** The checked, frozen settings of one process. `publicUrl` is derived when it is not given. */
export type Settings = Read & { readonly publicUrl: string };

export class WrongSetting extends Error {}

/**
 * Reads and checks the environment. Throws {@link WrongSetting} with one line that names the first setting at fault and
 * what it takes, never its value.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settingShapes) as [SettingName, SettingShape][]) {
    const given = environment[name]?.trim() || setting.fallback;
    if (given === '') continue;
    if (given === undefined) throw new WrongSetting(`${name} is missing. ${setting.meaning}.`);
    const read = setting.shape.safeParse(given);
    if (!read.success) {
      const why = read.error.issues[0]?.message ?? 'is not usable';
      throw new WrongSetting(`${name} is wrong: ${why}. ${setting.meaning}.`);
    }
    values[name] = read.data;
  }
  const settings = values as unknown as Read;
  return Object.freeze({
    ...settings,
    publicUrl: (settings.KRING_PUBLIC_URL || `http://localhost:${settings.KRING_PORT}`).replace(/\/$/, ''),
  });
}

export const SETTINGS = Symbol('settings');
