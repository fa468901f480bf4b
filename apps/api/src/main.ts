import 'reflect-metadata';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { MetricsListener, readSettings, type Settings, Traces, unfitServiceLogin, WrongSetting } from '@kring/platform';
import { assess } from '@kring/safety';
import { timerNames } from './timer-names';
import { migrate } from '../../../migrations/run';
import { loadDemo, tellDemo } from '../../cli/src/demo/load-demo';
import { startBackground } from '../../worker/src/start-background';
import { AppModule } from './app.module';
import { startApi } from './create-app';
import { PlainLogger } from './plain-logger';

const shutdownMs = 7000;
let app: INestApplicationContext | null = null;
let ending = false;

/** One clear line, and out. */
function stop(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function prepare(settings: Settings): Promise<void> {
  if (settings.KRING_MIGRATE) {
    if (!settings.DATABASE_URL)
      stop('DATABASE_URL is missing. Migrations need the login that owns the tables; set it, or KRING_MIGRATE=no.');
    say('Migrating the database');
    const done = await migrate(settings.DATABASE_URL, settings.DATABASE_SERVICE_URL, timerNames).catch(
      (error: unknown) =>
        stop(
          `DATABASE_URL: migrating failed (${error instanceof Error ? error.message : 'unknown'}). Check that this login owns the database.`,
        ),
    );
    say(done.length > 0 ? `  ${done.length} migrations done` : '  up to date');
  }
  // Also warms the rules, so that the first post does not wait for them.
  if (!assess('').checked) stop('libs/safety/rules cannot be read, so no post could be checked. Install Kring again.');
  const unfit = await unfitServiceLogin(settings.DATABASE_SERVICE_URL);
  if (unfit) stop(unfit);
  if (settings.KRING_DEMO !== 'no') await loadDemo(settings, say);
}

/** What commands beside a running service need (`npm run audit:verify`), readable by its own account only. */
function keepEnvironment(settings: Settings, url: string): void {
  const { KRING_SECRET, DATABASE_SERVICE_URL } = settings;
  const earlier = settings.KRING_SECRET_PREVIOUS?.join(',');
  if (!existsSync(settings.KRING_DATA)) return;
  const file = join(settings.KRING_DATA, 'environment.json');
  writeFileSync(
    file,
    JSON.stringify({
      KRING_SECRET,
      ...(earlier === undefined ? {} : { KRING_SECRET_PREVIOUS: earlier }),
      DATABASE_SERVICE_URL,
      KRING_PUBLIC_URL: url,
    }),
    { mode: 0o600 },
  );
  chmodSync(file, 0o600);
}

/** Ends everything in order; when it is not up yet, at once. */
function end(): void {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(0), shutdownMs).unref();
  const closed = app ? app.close() : Promise.resolve();
  closed.then(
    () => process.exit(0),
    () => process.exit(0),
  );
}

async function run(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, end);
  const settings = readSettings(process.env);
  await prepare(settings);
  if (settings.KRING_ROLE === 'worker') {
    app = await NestFactory.createApplicationContext(AppModule.with(settings, { behindHttp: false }), {
      logger: new PlainLogger(settings.KRING_LOG_LEVEL),
      abortOnError: false,
    });
    await app.get(Traces).start();
    await app.get(MetricsListener).start();
    await startBackground(app);
    say('Kring worker is running. Ctrl-C ends it.');
  } else {
    const api = await startApi(settings);
    app = api.app;
    const url = settings.KRING_PORT === api.port ? settings.publicUrl : `http://localhost:${api.port}`;
    say('');
    keepEnvironment(settings, url);
    say(`Kring is ready: ${url}`);
    if (settings.KRING_DEMO !== 'no') await tellDemo(settings, url, say);
    say('Ctrl-C ends it.');
  }
}

run().catch((error: unknown) => {
  if (error instanceof WrongSetting) stop(error.message);
  const code = (error as { code?: string }).code;
  if (code === 'EADDRINUSE')
    stop('KRING_PORT is taken by another program. Choose another one: npm start -- --port 3001');
  if (code === 'EACCES')
    stop('KRING_PORT may not be used by this account. Choose one above 1023: npm start -- --port 3000');
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    stop('KRING_HOST is no address of this machine. Leave it out to listen on 127.0.0.1.');
  stop(`Kring could not start: ${error instanceof Error ? error.message : 'unknown reason'}`);
});
