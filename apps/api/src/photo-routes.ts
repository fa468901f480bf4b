import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid, notFound, problem, type Problem } from '@kring/kernel';
import { type AccountActor, preferredLanguage, presentProblem, type Settings, WaitingLine } from '@kring/platform';
import { isPhotoSize, LookAtPhoto, SendPhoto } from '@kring/stories';
import { jsonType } from './http/refusals';
import { photosPath, photoTypes } from './http/front-door';
import { Requests } from './requests';
import { refusal, Unavailable, whyOf } from './unavailable';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends or looks at a photo; known before its body is read. */
    photoActor?: AccountActor;
  }
}

/** Photos on their way in are held in memory: so many at once, so many more wait, in milliseconds as long as this. */
const onTheirWay = { together: 8, mayWait: 40, longestMs: 10_000 };

/** What kind of answer each refusal is; the words are in the body. */
const statuses: Readonly<Record<string, number>> = { NOT_FOUND: 404, TOO_BUSY: 503, MEMBERSHIP_PAUSED: 403 };

/**
 * Photos go in and out here, for GraphQL carries no files: `POST /photos?group=<id>` with the file as its body answers
 * `{ photo: { id, url, width, height } }` or `{ problem }`, and `GET /photos/<id>?size=` the picture. Both ask for the session, each
 * time, so that an address that leaks shows nothing, and a photo is gone for whoever may not see it any more.
 */
export function addPhotoRoutes(app: NestFastifyApplication, settings: Settings): void {
  const fastify = app.getHttpAdapter().getInstance();
  const most = settings.KRING_PHOTO_MEGABYTES;
  const bodyLimit = most * 1024 * 1024;
  const line = new WaitingLine(onTheirWay);

  async function knowWho(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    try {
      const actor = await app.get(Requests).actorOf(request);
      if (actor.kind === 'account') request.photoActor = actor;
      else return say(request, reply, problem('NOT_SIGNED_IN'), 401);
    } catch (error) {
      return passing(error, request, reply);
    }
    return undefined;
  }

  /** Before the body is read. */
  async function waitTurn(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (!(await line.enter())) return say(request, reply, problem('TOO_BUSY'), 503);
    // However it ends: answered, refused, or given up on the way, also while it waited.
    if (request.raw.socket.destroyed) line.leave();
    else reply.raw.once('close', () => line.leave());
    return undefined;
  }

  fastify.addContentTypeParser([...photoTypes], { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
    done(null, body),
  );

  fastify.post<{ Querystring: { group?: unknown } }>(
    photosPath,
    {
      onRequest: [knowWho, waitTurn],
      bodyLimit,
      errorHandler: (_error, request, reply) =>
        void say(request, reply, invalid('photo', 'too_many_bytes', { most }), 413),
    },
    async (request, reply) => {
      const { photoActor: actor, body } = request;
      const group = typeof request.query.group === 'string' ? request.query.group : '';
      if (!actor || !Buffer.isBuffer(body) || body.length === 0)
        return say(request, reply, invalid('photo', 'not_a_photo'), 422);
      try {
        const sent = await app.get(SendPhoto).run(actor, group, body);
        if (!sent.ok) return say(request, reply, sent.problem, statuses[sent.problem.code] ?? 422);
        const { id, width, height } = sent.value;
        return await reply.status(201).send({ photo: { id, url: `${photosPath}/${id}`, width, height } });
      } catch (error) {
        return passing(error, request, reply);
      }
    },
  );

  fastify.get<{ Params: { id: string }; Querystring: { size?: unknown } }>(
    `${photosPath}/:id`,
    { onRequest: knowWho },
    async (request, reply) => {
      const { photoActor: actor, params, query } = request;
      const { size = 'large' } = query;
      if (!actor || typeof size !== 'string' || !isPhotoSize(size)) return say(request, reply, notFound, 404);
      try {
        const found = await app.get(LookAtPhoto).run(actor, params.id, size);
        if (!found.ok) return say(request, reply, found.problem, 404);
        return await reply
          .type('image/webp')
          .header('content-disposition', 'inline')
          .header('content-security-policy', "default-src 'none'; sandbox")
          .send(found.value);
      } catch (error) {
        return passing(error, request, reply);
      }
    },
  );
}

function say(request: FastifyRequest, reply: FastifyReply, refused: Problem, status: number): FastifyReply {
  const { code, message, field, retryAt } = presentProblem(refused, languageOf(request));
  // What is left of a body is not read.
  if (status === 401 || status === 413 || status === 503) void reply.header('connection', 'close');
  return reply.status(status).type(jsonType).send({ problem: { code, message, field, retryAt } });
}

/** The database is away or overrun: that passes, and the client tries again. */
function passing(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = Unavailable.from(error, languageOf(request));
  if (!(known instanceof Unavailable)) throw error;
  const { message, extensions, retryAfter } = refusal(whyOf(known.originalError), known.language);
  return reply
    .status(503)
    .header('retry-after', retryAfter)
    .type(jsonType)
    .send({ problem: { code: extensions.code, message, field: null, retryAt: extensions.retryAt } });
}

const languageOf = (request: FastifyRequest) => preferredLanguage(request.headers['accept-language']);
