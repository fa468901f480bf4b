import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { preferredLanguage, projectFolder, type Settings } from '@kring/platform';
import { DataSource } from 'typeorm';
import { addAdmission } from './admission';
import { frontDoor, refuse } from './http/front-door';
import { addPhotoRoutes } from './photo-routes';
import { readiness } from './readiness';
import { Sockets } from './sockets';

const year = 31_536_000;
const staffPath = /^\/(?:moderate|organise|staff)(?:\/|$)/;
const webFolder = join(projectFolder, 'apps/web/dist');

/** The front door, cookies, health, and the built web client; GraphQL comes with the module. */
export async function addHttpRoutes(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  frontDoor(fastify, settings);
  addAdmission(fastify, settings);
  await app.register(fastifyCookie);
  fastify.addHook('preClose', (done) => {
    app.get(Sockets).end();
    // Connections that carried a request when the end began are kept alive after it, unless somebody closes them.
    const { server } = fastify;
    const closing = setInterval(() => server.closeIdleConnections(), 50);
    server.once('close', () => clearInterval(closing));
    done();
  });

  addPhotoRoutes(app, settings);

  const whatIsMissing = readiness(app.get(DataSource));
  fastify.get('/live', (_request, reply) => reply.send({ status: 'live' }));
  fastify.get('/ready', async (_request, reply) => {
    const waitsFor = await whatIsMissing();
    return reply
      .status(waitsFor ? 503 : 200)
      .send(waitsFor ? { status: 'waiting', for: waitsFor } : { status: 'ready' });
  });

  if (!existsSync(join(webFolder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: webFolder,
    wildcard: false,
    index: false,
    preCompressed: true,
    // Files are small: parts of them are asked for by nobody honest.
    acceptRanges: false,
    setHeaders: (response, path) => {
      const lasts = path.includes(`${webFolder}/assets/`);
      response.header('cache-control', lasts ? `public, max-age=${year}, immutable` : 'no-cache');
    },
  });
  // A page in the place of a file that is gone would be taken for the file.
  fastify.get('/assets/*', (_request, reply) => refuse(reply, 404));
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
