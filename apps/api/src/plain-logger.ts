import type { LoggerService } from '@nestjs/common';
import pino from 'pino';
import type { Settings } from '@kring/platform';

/** Nest's log through pino: structured, one line each. What is logged carries ids and names of errors, never words. */
export class PlainLogger implements LoggerService {
  private readonly pino: pino.Logger;

  constructor(level: Settings['KRING_LOG_LEVEL']) {
    this.pino = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  }

  log = (message: unknown, ...rest: unknown[]): void => this.write('info', message, rest);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);

  private write(level: 'info' | 'error' | 'warn' | 'debug', message: unknown, rest: readonly unknown[]): void {
    const strings = rest.filter((one): one is string => typeof one === 'string');
    const context = strings.at(-1);
    if (message instanceof Error) this.pino[level]({ context, ...plainly(message) }, 'something failed');
    else if (typeof message === 'object' && message !== null)
      this.pino[level]({ context, ...message }, strings.length > 1 ? strings[0] : undefined);
    else this.pino[level]({ context }, String(message));
  }
}

/** All that may be said of an error: what kind it is. Its message can hold words and values, its stack holds paths. */
function plainly(error: Error & { readonly code?: unknown }): Record<string, string> {
  return { error: error.name, ...(typeof error.code === 'string' ? { code: error.code } : {}) };
}
