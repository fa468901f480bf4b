import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { preferredLanguage, type Settings, WaitingLine } from '@kring/platform';
import { type Lane, laneOf } from './lanes';
import { refusal } from './unavailable';

type AdmissionSettings = Pick<
  Settings,
  'KRING_REQUESTS_TOGETHER' | 'KRING_REQUESTS_WAITING' | 'KRING_REQUEST_WAIT_SECONDS' | 'KRING_PASSPHRASE_QUEUE'
>;

/** Beside those who wait for their passphrase to be hashed, this many may be looked up before and signed in after. */
const aroundThePassphraseQueue = 50;

/**
 * A line before GraphQL for each kind of request. A storm of one kind fills its own line and no other: pages that many want
 * to read never keep somebody's words waiting, nor do sign-ins. Whoever cannot be helped soon hears it at once, and when to
 * come back; the longer the service tried to help everybody, the less it would help anybody. Health, the web client and
 * questions for helplines pass by.
 */
export function addAdmission(fastify: FastifyInstance, settings: AdmissionSettings): void {
  const limits = {
    together: settings.KRING_REQUESTS_TOGETHER,
    mayWait: settings.KRING_REQUESTS_WAITING,
    longestMs: settings.KRING_REQUEST_WAIT_SECONDS * 1000,
  };
  const lines: Readonly<Record<Exclude<Lane, 'help'>, WaitingLine>> = {
    read: new WaitingLine(limits),
    write: new WaitingLine(limits),
    enter: new WaitingLine({
      ...limits,
      together: settings.KRING_PASSPHRASE_QUEUE + aroundThePassphraseQueue,
      mayWait: 0,
    }),
  };
  fastify.addHook('onRoute', (route) => {
    if (route.url !== '/graphql') return;
    const { handler } = route;
    route.handler = async function (this: FastifyInstance, request, reply) {
      const lane = laneOf(request);
      const line = lane === 'help' ? null : lines[lane];
      if (line && !(await line.enter())) return turnAway(request, reply);
      try {
        // Awaited here: the turn lasts as long as the work, and not as long as a slow reader takes to read.
        const answer: unknown = await (handler as RouteHandlerMethod).call(this, request, reply);
        // Whoever is told when to come back is told by the status too, however the answer was made.
        if (reply.hasHeader('retry-after') && reply.statusCode === 200) void reply.status(503);
        return answer;
      } finally {
        line?.leave();
      }
    };
  });
}

function turnAway(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { message, extensions, retryAfter } = refusal('busy', preferredLanguage(request.headers['accept-language']));
  return reply
    .status(503)
    .header('retry-after', retryAfter)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions }] });
}
