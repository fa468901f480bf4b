import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder, type Settings } from '@kring/platform';
import { Client } from 'pg';
import { commandSettings } from '../command-context';
import { Complaint } from './complaint';

export interface AtHand {
  readonly ownerUrl: string;
  readonly settings: Settings;
  readonly dataFolder: string;
}

interface Addresses {
  readonly ownerUrl: string;
  readonly serviceUrl: string;
}

/**
 * Runs work with the owner's login: that of DATABASE_URL, or of the embedded database in the data folder, which is started
 * for as long as the work takes when it does not run.
 */
export async function withOwner<T>(work: (at: AtHand) => Promise<T>): Promise<T> {
  const dataFolder = resolve(
    process.env['INIT_CWD'] ?? '.',
    process.env['KRING_DATA'] ?? join(projectFolder, '.kring'),
  );
  const given = process.env['DATABASE_URL']?.trim();
  if (given) {
    const settings = { ...commandSettings(), KRING_DATA: dataFolder };
    return work({ ownerUrl: given, settings, dataFolder });
  }
  const running = await runningEmbedded(dataFolder);
  if (running) return work({ ownerUrl: running.ownerUrl, settings: embeddedSettings(dataFolder, running), dataFolder });
  const { addresses, stop } = await startEmbedded(dataFolder);
  try {
    return await work({
      ownerUrl: addresses.ownerUrl,
      settings: embeddedSettings(dataFolder, addresses),
      dataFolder,
    });
  } finally {
    await stop();
  }
}

function secretsIn(dataFolder: string): Record<string, string> {
  return JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')) as Record<string, string>;
}

function embeddedSettings(dataFolder: string, { ownerUrl, serviceUrl }: Addresses): Settings {
  const settings = commandSettings({
    KRING_SECRET: secretsIn(dataFolder)['kringSecret'] ?? '',
    DATABASE_URL: ownerUrl,
    DATABASE_SERVICE_URL: serviceUrl,
  });
  return { ...settings, KRING_DATA: dataFolder };
}

/** The embedded database when it answers already, as it does beside `npm start`. */
async function runningEmbedded(dataFolder: string): Promise<Addresses | null> {
  const port = join(dataFolder, 'postgres.port');
  if (!existsSync(port) || !existsSync(join(dataFolder, 'secrets.json'))) return null;
  const { ownerPassword = '', servicePassword = '' } = secretsIn(dataFolder);
  const url = (name: string, password: string): string =>
    `postgresql://${name}:${password}@127.0.0.1:${readFileSync(port, 'utf8').trim()}/kring`;
  const addresses = { ownerUrl: url('kring_owner', ownerPassword), serviceUrl: url('kring_service', servicePassword) };
  const client = new Client({ connectionString: addresses.ownerUrl, connectionTimeoutMillis: 4000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return addresses;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function startEmbedded(dataFolder: string): Promise<{ addresses: Addresses; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(projectFolder, 'scripts/postgres.mjs'), dataFolder], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // it ends when we do, however that comes
  });
  const ended = once(child, 'exit');
  let said = '';
  let complaint = '';
  child.stdout?.on('data', (piece: Buffer) => (said += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const line = (): string | undefined => /^\{.*\}$/m.exec(said)?.[0];
  while (line() === undefined && child.exitCode === null && child.signalCode === null)
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
  const addresses = line();
  if (addresses === undefined)
    throw new Complaint(complaint.trim().split('\n').at(-1) ?? 'The embedded database does not start.');
  return { addresses: JSON.parse(addresses) as Addresses, stop };
}
