import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring, Secrets, WrongKeyFile } from '@kring/platform';

const old = 'ab'.repeat(32);
const older = 'cd'.repeat(32);
const fresh = 'ef'.repeat(32);
const at = new Date('2026-11-20T10:00:00Z');

describe('the keyring', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kring-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const settings = (secret = old, previous?: string[]) => ({
    KRING_SECRET: secret,
    KRING_DATA: folder,
    ...(previous ? { KRING_SECRET_PREVIOUS: previous } : {}),
  });
  const secretsIn = (ring: Keyring): string[] => ring.keys.map((key) => key.secret);

  it('holds the current secret first, then earlier ones, each under an id that tells nothing of it', () => {
    const ring = new Keyring(settings(old, [older]));
    expect(secretsIn(ring)).toEqual([old, older]);
    for (const key of ring.keys) {
      expect(key.id).toMatch(/^[0-9a-f]{8}$/);
      expect(key.secret).not.toContain(key.id);
    }
  });

  it('opens under earlier keys and seals under the current one, by settings', () => {
    const sealed = new Secrets(settings(old)).seal('geheim', 'x');
    const after = new Secrets(settings(fresh, [old]));
    expect(after.open(sealed, 'x')).toBe('geheim');
    expect(after.isCurrent(sealed)).toBe(false);
    expect(after.isCurrent(after.seal('geheim', 'x'))).toBe(true);
    expect(() => new Secrets(settings(fresh)).open(sealed, 'x')).toThrow(/not kept/);
  });

  it('opens seals of the first form, which do not name their key', () => {
    // Made by the code of before there were several keys, with KRING_SECRET ab….
    const first = 'v1.BwcHBwcHBwcHBwcHsRxtVGwz28k8ppzwBxazm9Pk8fEC0g';
    const known = new Secrets(settings(old));
    const named = known.seal('geheim', 'x');
    expect(named).toMatch(/^v2\./);
    const unnamed = named.replace(/^v2\.[0-9a-f]{8}\./, 'v1.');
    expect(known.open(unnamed, 'x')).toBe('geheim');
    expect(new Secrets(settings(fresh, [older, old])).open(unnamed, 'x')).toBe('geheim');
    expect(() => new Secrets(settings(fresh, [older])).open(unnamed, 'x')).toThrow();
    expect(known.open(first, 'x')).toBe('geheim');
    expect(() => known.open(first, 'y')).toThrow();
  });

  it('follows a key that another process makes, at once for what it sealed', () => {
    const running = new Secrets(settings(old));
    const command = new Secrets(settings(old));
    command.keyring.addFresh(at);
    const sealed = command.seal('geheim', 'x');
    expect(running.open(sealed, 'x')).toBe('geheim');
    expect(running.isCurrent(sealed)).toBe(true);
    expect(running.deriveEach('session', 'a')).toEqual([
      command.derive('session', 'a'),
      new Secrets(settings(old)).deriveEach('session', 'a')[1],
    ]);
  });

  it('gives up earlier keys wherever they come from, and takes one back that is added again', () => {
    const ring = new Keyring(settings(old, [older]));
    const oldId = ring.current.id;
    ring.add(fresh, at);
    expect(secretsIn(ring)).toEqual([fresh, old, older]);
    expect(ring.dropEarlier()).toHaveLength(2);
    expect(secretsIn(new Keyring(settings(old, [older])))).toEqual([fresh]);
    expect(ring.add(old, at).id).toBe(oldId);
    expect(secretsIn(new Keyring(settings(old)))).toEqual([old, fresh]);
  });

  it('keeps its file to its own account, and says in one line when it cannot be read', () => {
    new Keyring(settings()).addFresh(at);
    const file = join(folder, 'keys.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const broken of ['{', '{"keys":[{"secret":"zwijg"}],"dropped":[]}', '{}']) {
      writeFileSync(file, broken);
      expect(() => new Keyring(settings())).toThrow(WrongKeyFile);
      expect(() => new Keyring(settings())).toThrow(/keys\.json cannot be read/);
    }
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });
});
