import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from 'helmet';
import { poolOf, preferredLanguage, projectFolder, type Settings } from '@kring/platform';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { Sockets } from './sockets';

const year = 31_536_000;
const staffPath = /^\/(?:moderate|organise|staff)(?:\/|$)/;
const webFolder = join(projectFolder, 'apps/web/dist');

/** Cookies, security headers, health, and the built web client; GraphQL comes with the module. */
export async function addHttpRoutes(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyCookie);
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: settings.publicUrl.startsWith('https:') ? { maxAge: year } : false,
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.raw.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()');
    headers(request.raw, reply.raw, () => done());
  });

  fastify.addHook('preClose', (done) => {
    app.get(Sockets).end();
    // Connections that carried a request when the end began are kept alive after it, unless somebody closes them.
    const { server } = fastify;
    const closing = setInterval(() => server.closeIdleConnections(), 50);
    server.once('close', () => clearInterval(closing));
    done();
  });

  fastify.get('/live', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' }));
  fastify.get('/ready', async (_request, reply) => {
    const waitsFor = await whatIsMissing(app.get(DataSource));
    return reply
      .header('cache-control', 'no-store')
      .status(waitsFor ? 503 : 200)
      .send(waitsFor ? { status: 'waiting', for: waitsFor } : { status: 'ready' });
  });

  if (!existsSync(join(webFolder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: webFolder,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const lasts = path.includes(`${webFolder}/assets/`);
      response.header('cache-control', lasts ? `public, max-age=${year}, immutable` : 'no-cache');
    },
  });
  fastify.get('/*', (request, reply) =>
    reply
      .header('vary', 'accept-language, accept-encoding')
      .sendFile(firstPage(request.url, request.headers['accept-language'])),
  );
}

/** What stands on a page until the client has loaded, in the reader's language; made by apps/web/first-pages.mjs. */
function firstPage(url: string, languages: string | undefined): string {
  const path = url.split(/[?#]/, 1)[0] ?? '/';
  const paint = path === '/' ? 'front' : path === '/help' ? 'help' : staffPath.test(path) ? 'bare' : 'frame';
  return `first/${preferredLanguage(languages)}-${paint}.html`;
}

/** `database` or `migrations` while one of them is not there yet; null when all is. */
async function whatIsMissing(database: DataSource): Promise<'database' | 'migrations' | null> {
  try {
    const { rows } = await poolOf(database).query<{ count: number }>('SELECT count(*)::int AS count FROM migrations');
    return (rows[0]?.count ?? 0) >= migrations.length ? null : 'migrations';
  } catch (error) {
    return (error as { code?: string }).code === '42P01' ? 'migrations' : 'database';
  }
}
