import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, readSettings, settingShapes, WrongSetting } from '@kring/platform';

const needed = {
  KRING_SECRET: 'a1'.repeat(32),
  DATABASE_SERVICE_URL: 'postgres://kring_service:geheim@localhost:5432/kring',
};
const shapes = Object.entries(settingShapes) as [string, { readonly fallback?: string; readonly meaning: string }][];

/** A value that each setting refuses, with something in it that must not come back in the complaint. */
const wrong: Readonly<Record<keyof typeof settingShapes, string>> = {
  KRING_ROLE: 'zwijg',
  KRING_PORT: '65536',
  KRING_HOST: ' ',
  KRING_TRUSTED_PROXIES: '127.0.0.1, zwijg',
  KRING_PUBLIC_URL: 'zwijg',
  KRING_DATA: ' ',
  KRING_SECRET: 'zwijg'.repeat(13),
  KRING_SECRET_PREVIOUS: `${'a1'.repeat(32)};${'zwijg'.repeat(13)}`,
  KRING_BACKUP_PASSPHRASE_FILE: ' ',
  KRING_BACKUP_RECIPIENTS: 'zwijg',
  KRING_BACKUP_IDENTITY_FILE: ' ',
  DATABASE_URL: 'mysql://zwijg@localhost/kring',
  DATABASE_SERVICE_URL: 'zwijg',
  KRING_MIGRATE: 'true',
  KRING_DEMO: 'zwijg',
  KRING_PROFILE: 'development',
  KRING_LOG_LEVEL: 'zwijg',
  KRING_METRICS_PORT: '65536',
  KRING_METRICS_HOST: ' ',
  KRING_OTLP_URL: 'zwijg',
  KRING_TRACE_PERCENT: '0',
  KRING_POOL_SIZE: '1',
  KRING_POOL_WAITING: '0',
  KRING_STATEMENT_SECONDS: '601',
  KRING_REQUESTS_TOGETHER: '0',
  KRING_REQUESTS_WAITING: '-1',
  KRING_REQUEST_WAIT_SECONDS: '61',
  KRING_SOCKET_BACKLOG: '16383',
  KRING_SESSION_DAYS: '0',
  KRING_SESSION_MOST_DAYS: '3651',
  KRING_STAFF_SESSION_HOURS: '169',
  KRING_CLAIM_MINUTES: '10.5',
  KRING_RECHECK_MINUTES: '-1',
  KRING_APPEAL_DAYS: '0',
  KRING_APPEAL_DUE_DAYS: 'drie',
  KRING_DUTY_HOURS: '25',
  KRING_CRISIS_SUPERVISOR_MINUTES: '0',
  KRING_CRISIS_ON_CALL_MINUTES: '121',
  KRING_SIGN_IN_TRIES: '1e3',
  KRING_CODE_TRIES: '0x10',
  KRING_ADDRESS_TRIES: '0',
  KRING_PASSPHRASE_QUEUE: '10001',
  KRING_NEWCOMER_POSTS: 'drie',
  KRING_REMOTE_URL: 'zwijg',
  KRING_REMOTE_KEY: ' ',
  KRING_REMOTE_MODEL: ' ',
  KRING_REMOTE_TIMEOUT_MS: '99',
  KRING_REMOTE_RAISE_FROM: '1.5',
  KRING_ASIDE_DAYS: '0',
  KRING_QUIET_DAYS: '0',
  KRING_WATCH_NOTE_DAYS: '0',
  KRING_CARE_DAYS: '0',
  KRING_PRACTICE_DAYS: '0',
  KRING_AUDIT_PER_MILLE: '21',
  KRING_OPERATION_TOKENS: 'drie',
  KRING_OPERATION_DEPTH: '-1',
  KRING_OPERATION_COST: 'drie',
  KRING_OPERATION_ALIASES: '-1',
  KRING_OPERATION_DIRECTIVES: 'drie',
  KRING_OPERATION_FRAGMENTS: '-1',
  KRING_OPERATION_REPEATS: 'drie',
  KRING_QUERY_ROOTS: '-1',
  KRING_MUTATION_ROOTS: 'drie',
  KRING_INPUT_LIST: '-1',
  KRING_INPUT_TEXT: 'drie',
  KRING_BODY_KILOBYTES: '-1',
  KRING_PHOTO_MEGABYTES: '0',
  KRING_PHOTO_MEGAPIXELS: 'veel',
  KRING_PHOTOS_TOGETHER: '0',
  KRING_HEADER_KILOBYTES: 'drie',
  KRING_HEADER_COUNT: '-1',
  KRING_ADDRESS_LENGTH: 'drie',
  KRING_HEADER_SECONDS: '-1',
  KRING_REQUEST_SECONDS: 'drie',
  KRING_KEEP_ALIVE_SECONDS: '-1',
  KRING_CONNECTIONS: 'drie',
  KRING_SOCKETS_PER_ACCOUNT: '-1',
  KRING_SUBSCRIPTIONS_PER_ACCOUNT: 'drie',
  KRING_SOCKETS_WAITING: '-1',
  KRING_SOCKET_INIT_SECONDS: 'drie',
  KRING_SOCKET_MESSAGES: '-1',
  KRING_SOCKET_KILOBYTES: 'drie',
  KRING_SOCKET_PING_SECONDS: '-1',
};
/** Text of any kind is fine for these; white space counts as absent. */
const anyText = [
  'KRING_REMOTE_KEY',
  'KRING_REMOTE_MODEL',
  'KRING_HOST',
  'KRING_DATA',
  'KRING_BACKUP_PASSPHRASE_FILE',
  'KRING_BACKUP_IDENTITY_FILE',
  'KRING_METRICS_HOST',
];

function complaint(environment: Readonly<Record<string, string | undefined>>): string {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof WrongSetting) return error.message;
    throw error;
  }
  return 'none';
}

describe('settings', () => {
  it('are complete with the two that cannot be guessed, and frozen', () => {
    const settings = readSettings(needed);
    expect(settings).toMatchObject({
      KRING_PORT: 3000,
      KRING_ROLE: 'all',
      KRING_PROFILE: 'production',
      KRING_MIGRATE: false,
    });
    expect(settings.publicUrl).toBe('http://localhost:3000');
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it.each(Object.keys(needed))('say that %s is missing', (name) => {
    for (const value of [undefined, '', '  ']) {
      expect(complaint({ ...needed, [name]: value })).toMatch(new RegExp(`^${name} is missing\\. \\S.*\\.$`));
    }
  });

  it.each(Object.entries(wrong))('name %s when it is wrong, in one line, and never say its value', (name, value) => {
    const said = complaint({ ...needed, [name]: value });
    if (anyText.includes(name)) return expect(said).toBe('none');
    expect(said).toMatch(new RegExp(`^${name} is wrong: \\S.*\\. \\S.*\\.$`));
    expect(said).not.toContain('\n');
    expect(said).not.toMatch(/zwijg|65536|drie|1e3/);
  });

  it('are trimmed, and an empty one counts as absent', () => {
    const settings = readSettings({
      ...needed,
      KRING_PORT: ' 4000 ',
      KRING_HOST: '',
      KRING_PUBLIC_URL: 'https://kring.example/',
    });
    expect([settings.KRING_PORT, settings.KRING_HOST, settings.publicUrl]).toEqual([
      4000,
      '127.0.0.1',
      'https://kring.example',
    ]);
  });

  it('each say what they mean', () => {
    expect(shapes.filter(([, shape]) => !/^\S.+[^.]$/.test(shape.meaning))).toEqual([]);
    expect(Object.keys(wrong)).toEqual(shapes.map(([name]) => name));
  });
});

describe('docs/settings.md', () => {
  const text = readFileSync(join(projectFolder, 'docs/settings.md'), 'utf8');
  const section = (title: string): string => text.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
  const rows = (part: string): string[][] =>
    [...part.matchAll(/^\|(.+)\|$/gm)]
      .map((match) => (match[1] ?? '').split('|').map((cell) => cell.replaceAll('`', '').replaceAll('\\<', '<').trim()))
      .filter(([first]) => first !== 'setting' && first !== 'flag' && first !== '---');

  it('lists every setting of the service with its default and meaning, and no other', () => {
    const table = [...rows(section('The service')), ...rows(section('Limits'))];
    const expected = shapes.map(([name, { fallback, meaning }]) => [
      name,
      fallback === undefined ? 'needed' : fallback || 'none',
      meaning,
    ]);
    expect(table).toEqual(expected);
  });

  it('lists every flag and variable that the launcher reads', () => {
    const launcher = readFileSync(join(projectFolder, 'scripts/start-settings.mjs'), 'utf8');
    const part = section('`npm start`');
    const variables = new Set([...launcher.matchAll(/(?:given|oneOf)\('([A-Z_]+)'/g)].map((match) => match[1] ?? ''));
    const flags = [
      ...(/options: \{([\s\S]*?)\n {6}\}/.exec(launcher)?.[1] ?? '').matchAll(/^\s+'?([a-z-]+)'?: \{/gm),
    ].map((match) => match[1]);
    const told = rows(part).map((cells) => cells.find((cell) => /^[A-Z_]+$/.test(cell)));
    expect(told.sort()).toEqual([...variables].sort());
    expect(flags).toEqual(expect.arrayContaining(['port', 'data', 'no-demo', 'reset-demo']));
    expect(flags.filter((flag) => flag !== 'help' && !part.includes(`--${flag}`))).toEqual([]);
  });
});
