import type { INestApplicationContext } from '@nestjs/common';
import { Dispatcher, KeepErasures, Timers } from '@kring/platform';

/** Starts what happens behind the screens: events delivered, timers, schedules. It ends with the application. */
export async function startBackground(app: INestApplicationContext): Promise<void> {
  await app.get(Dispatcher).start();
  await app.get(Timers).start();
  app.get(KeepErasures).start();
}
