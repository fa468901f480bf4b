import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { projectFolder, readSettings, type Settings } from '@kring/platform';
import { AppModule } from '../../api/src/app.module';

/** What a running `npm start` leaves for commands beside it, so that nobody has to copy addresses and secrets. */
function environmentOfRunning(): Record<string, string> {
  const folder = process.env['KRING_DATA'] ?? join(projectFolder, '.kring');
  const file = join(folder, 'environment.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}

/** The settings of a command: those of the service that runs beside it, and what its own environment says. */
export function commandSettings(more: Readonly<Record<string, string>> = {}): Settings {
  return readSettings({ ...environmentOfRunning(), ...more, ...process.env });
}

/** Runs a command inside the house, without HTTP, and ends with exit 1 and one line when it fails. */
export function command(run: (app: INestApplicationContext, settings: Settings) => Promise<number>): void {
  const go = async (): Promise<number> => {
    const settings = commandSettings();
    const app = await NestFactory.createApplicationContext(AppModule.with(settings, { behindHttp: false }), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await run(app, settings);
    } finally {
      await app.close();
    }
  };
  go().then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : 'unknown reason'}\n`);
      process.exit(1);
    },
  );
}
