import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/cookie';
import { Authenticator } from '@kring/identity';
import {
  type Actor,
  type KringContext,
  preferredLanguage,
  type Reply,
  Secrets,
  SETTINGS,
  type Settings,
  visitor,
} from '@kring/platform';
import { laneOf } from './lanes';
import { Unavailable } from './unavailable';

export const sessionCookie = '__Host-kring';
const deviceCookie = '__Host-kring-device';
const knownCookie = '__Host-kring-known';
const rememberedAccounts = 4;
const cookieRules = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

/** A session token as cookie or bearer; empty for none. */
export function tokenIn(
  cookies: Readonly<Record<string, string | undefined>>,
  authorization: string | undefined,
): string {
  return /^Bearer ([\w-]{20,200})$/.exec(authorization ?? '')?.[1] ?? cookies[sessionCookie] ?? '';
}

/** Turns HTTP requests into contexts: who asks, in which language, from which device. Keeps no address. */
@Injectable()
export class Requests {
  /** Addresses are only ever compared, within this process, as hashes under a key that dies with it. */
  private readonly addressKey = randomBytes(32).toString('hex');

  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Who asks, by their session; a visitor without one. */
  async actorOf({ cookies, headers }: Pick<FastifyRequest, 'cookies' | 'headers'>): Promise<Actor> {
    const token = tokenIn(cookies, headers.authorization);
    if (token === '') return visitor;
    const actor = await this.authenticator.session(token).catch((error: unknown) => {
      throw Unavailable.from(error, preferredLanguage(headers['accept-language']));
    });
    return actor ?? visitor;
  }

  /** Fastify's request and reply, which Apollo's integration hands on untyped. */
  async contextFor(request: unknown, reply: unknown): Promise<KringContext> {
    const asked = request as FastifyRequest;
    const { cookies, headers, id, ip } = asked;
    const language = preferredLanguage(headers['accept-language']);
    // Who asks for help only is the same as anybody else, and need not wait for the database.
    const actor = laneOf(asked) === 'help' ? visitor : await this.actorOf(asked);
    return {
      actor,
      language,
      loaders: new Map(),
      request: id,
      reply: this.replyFor(cookies, ip, reply as FastifyReply),
    };
  }

  private replyFor(cookies: Readonly<Record<string, string | undefined>>, ip: string, reply: FastifyReply): Reply {
    let deviceMark = cookies[deviceCookie] ?? '';
    if (!/^[\w-]{22}$/.test(deviceMark)) {
      deviceMark = randomBytes(16).toString('base64url');
      void reply.setCookie(deviceCookie, deviceMark, { ...cookieRules, maxAge: 365 * 86_400 });
    }
    const known = (cookies[knownCookie] ?? '').split('.').filter((mark) => mark.length === 43);
    const marksFor = (accountKey: string): string[] =>
      this.secrets.deriveEach('known device', deviceMark, accountKey).map((mark) => mark.toString('base64url'));
    const addressMark = (): string => this.secrets.derive('address', this.addressKey, ip).toString('base64url');
    return {
      deviceMark,
      // Few operations ask.
      get addressMark() {
        return addressMark();
      },
      setSession: (token) => {
        if (token)
          void reply.setCookie(sessionCookie, token, {
            ...cookieRules,
            // The session's own end is kept by the service; the cookie must outlast it.
            maxAge: this.settings.KRING_SESSION_MOST_DAYS * 86_400,
          });
        else void reply.clearCookie(sessionCookie, cookieRules);
      },
      isKnownTo: (accountKey) => {
        const marks = marksFor(accountKey).map((mark) => Buffer.from(mark));
        return known.some((one) => marks.some((mark) => timingSafeEqual(Buffer.from(one), mark)));
      },
      rememberFor: (accountKey) => {
        const own = marksFor(accountKey);
        const marks = [...own.slice(0, 1), ...known.filter((mark) => !own.includes(mark))].slice(0, rememberedAccounts);
        void reply.setCookie(knownCookie, marks.join('.'), { ...cookieRules, maxAge: 365 * 86_400 });
      },
    };
  }
}
