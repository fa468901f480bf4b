import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '@kring/kernel';
import { LiveUpdates, MetricsListener, type Settings, Traces, WakeWorkers } from '@kring/platform';
import { startBackground } from '../../worker/src/start-background';
import { AppModule } from './app.module';
import { HandErrorsOn } from './hand-errors-on';
import { addHttpRoutes } from './http-routes';
import { httpServer } from './http/http-server';
import { PlainLogger } from './plain-logger';
import { Sockets } from './sockets';
import { watchRequests } from './watch-requests';

/** The api, listening; with the background too when the role is `all`. `port` 0 takes any free one. */
export async function startApi(
  settings: Settings,
  clock?: Clock,
): Promise<{ app: NestFastifyApplication; port: number }> {
  const adapter = new FastifyAdapter({
    ...httpServer(settings),
    // Behind a proxy, all people would share its address, and with it the limits on guessing.
    trustProxy: settings.KRING_TRUSTED_PROXIES.length > 0 ? settings.KRING_TRUSTED_PROXIES : false,
    genReqId: () => randomBytes(8).toString('hex'),
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings, { behindHttp: true, ...(clock ? { clock } : {}) }),
    adapter,
    { logger: new PlainLogger(settings.KRING_LOG_LEVEL), abortOnError: false, bodyParser: false },
  );
  app.useGlobalFilters(new HandErrorsOn());
  watchRequests(app, settings);
  await addHttpRoutes(app, settings);
  await app.init();
  await app.get(Traces).start();
  await app.get(MetricsListener).start();
  await app.get(LiveUpdates).start();
  app.get(Sockets).start(app.getHttpServer(), app.get(GraphQLSchemaHost).schema);
  if (settings.KRING_ROLE === 'all') await startBackground(app);
  else app.get(WakeWorkers).start();
  await app.listen(settings.KRING_PORT, settings.KRING_HOST);
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.KRING_PORT;
  new Logger('api').log(`listening on ${port}`);
  return { app, port };
}
