import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, type Member } from '@kring/testing';
import { assess } from '@kring/safety';
import type { Asked } from './kept';

const submitted = `__typename ... on PostSubmitted { post { id createdAt thread { id } } } ... on Problem { code message }`;
const operations = {
  openThread: `mutation ($input: OpenThreadInput!) { openThread(input: $input) { ${submitted} } }`,
  reply: `mutation ($input: ReplyInput!) { reply(input: $input) { ${submitted} } }`,
  editPost: `mutation ($input: EditPostInput!) { editPost(input: $input) { ${submitted} } }`,
} as const;

interface Answered {
  readonly __typename: string;
  readonly post?: { readonly id: string; readonly createdAt: string; readonly thread: { readonly id: string } };
  readonly code?: string;
}

/** What writing met, counted. */
export class Weather {
  /** Answers that were no acknowledgement, by code; `none` when the connection failed. */
  readonly unanswered = new Map<string, number>();
  /** Posts that were kept though the answer never arrived. */
  keptUnanswered = 0;
  acknowledged = 0;
  /** Rings with each acknowledgement, and says when what is acknowledged was sent. */
  heard: (sentAt: number) => void = () => undefined;

  met(code: string): void {
    this.unanswered.set(code, (this.unanswered.get(code) ?? 0) + 1);
  }
}

/** Codes after which the same is sent again: the service says that it may, or nobody answered at all. */
const again = new Set(['none', 'HTTP 503', 'SERVICE_UNAVAILABLE']);

/** A member's client: sends with a client key, and again with the same one until somebody acknowledges it. */
export class Writer {
  constructor(
    private readonly url: string,
    readonly member: Member,
    private readonly weather: Weather,
    private readonly giveUp: AbortSignal,
  ) {}

  /** Opens a thread, or replies in one. `twice` sends each try as an impatient client does: two at once. */
  async write(
    to: { groupId: string } | { threadId: string },
    text: string,
    twice: boolean,
  ): Promise<{ asked: Asked; threadId: string }> {
    const clientKey = randomUUID();
    const operation = 'groupId' in to ? 'openThread' : 'reply';
    const input = { clientKey, text, ...to, ...(operation === 'openThread' ? { title: 'Een dag' } : {}) };
    const { answer, lastSentAt, tries } = await this.send(operation, input, twice);
    if (tries > 1 && Date.parse(answer.createdAt) < lastSentAt) this.weather.keptUnanswered += 1;
    this.weather.acknowledged += 1;
    this.weather.heard(lastSentAt);
    const { severity } = assess(text);
    return {
      asked: {
        clientKey,
        operation,
        membershipId: this.member.membershipId,
        text,
        editedTo: null,
        postId: answer.id,
        severity,
        editedSeverity: null,
      },
      threadId: answer.thread.id,
    };
  }

  /** Changes the words of a post. */
  async edit(asked: Asked, text: string): Promise<Asked> {
    await this.send('editPost', { postId: asked.postId, text }, false);
    return { ...asked, editedTo: text, editedSeverity: assess(text).severity };
  }

  private async send(
    operation: keyof typeof operations,
    input: Readonly<Record<string, unknown>>,
    twice: boolean,
  ): Promise<{ answer: NonNullable<Answered['post']>; lastSentAt: number; tries: number }> {
    for (let tries = 1; ; tries += 1) {
      this.giveUp.throwIfAborted();
      const lastSentAt = Date.now();
      const answers = await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => this.once(operation, input)));
      const posts = answers.flatMap((one) => (typeof one === 'string' ? [] : [one]));
      const [answer] = posts;
      if (new Set(posts.map((post) => post.id)).size > 1) throw new Error('the same key was answered with two posts');
      if (answer) return { answer, lastSentAt, tries };
      for (const code of answers) {
        if (typeof code !== 'string') continue;
        this.weather.met(code);
        if (!again.has(code)) throw new Error(`${operation} was answered with ${code}`);
      }
      await pause(80 + Math.random() * 80);
    }
  }

  /** The post, or the code of what came instead. */
  private async once(
    operation: keyof typeof operations,
    input: Readonly<Record<string, unknown>>,
  ): Promise<NonNullable<Answered['post']> | string> {
    const answer = await ask<Record<string, Answered>>(
      this.url,
      operations[operation],
      { input },
      { token: this.member.token },
    ).catch(() => null);
    if (!answer) return 'none';
    const done = answer.data?.[operation];
    return done?.post ?? done?.code ?? answer.errors[0]?.extensions?.code ?? `HTTP ${answer.status}`;
  }
}
