import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';
import { z } from 'zod';
import { scenes } from './demo-picture';

const language = z.enum(['nl', 'fr', 'en']);
const perLanguage = <Words extends z.ZodType>(words: Words) => z.partialRecord(language, words);

const member = z.strictObject({
  nickname: z.string(),
  ageBand: z.enum(['AGE_12_15', 'AGE_16_17', 'AGE_18_25']).optional(),
  gender: z.enum(['F', 'M', 'X']).optional(),
  /** By which kind of invitation they came; a personal one when it is not said. */
  via: z.enum(['PERSONAL', 'OPEN']).optional(),
  /** The nickname, in an earlier group, of the person who is this member too. */
  is: z.string().optional(),
  /** For who came in only just now. */
  minutesAgo: z.number().optional(),
});
const group = z.strictObject({
  key: z.string(),
  name: z.string(),
  language,
  moderationMode: z.enum(['POST', 'NEWCOMERS', 'PRE']),
  description: z.string(),
  charter: z.array(z.string()),
  members: z.array(member),
  /** Who waits to be admitted. */
  requests: z.array(z.strictObject({ nickname: z.string(), minutesAgo: z.number() })),
});
const organisation = z.strictObject({
  name: z.string(),
  language,
  staff: z.array(z.strictObject({ name: z.string(), role: z.enum(['ORGANISER', 'MODERATOR', 'SUPERVISOR']) })),
  groups: z.array(group),
});
const houses = z.strictObject({
  steward: z.strictObject({ signInName: z.string() }),
  organisations: z.array(organisation),
});

const ruling = z.strictObject({
  do: z.enum(['RELEASE', 'RETURN', 'HIDE']),
  reasons: z.string().optional(),
  message: z.string().optional(),
});
const post = z.strictObject({
  /** A letter of the cast, or `mod`. */
  author: z.string(),
  minute: z.number(),
  text: z.string(),
  /** A picture with it, and what its writer says is on it. */
  photo: z.strictObject({ scene: z.enum(scenes), text: z.string() }).optional(),
  /** Not from the source of the conversation. */
  added: z.literal(true).optional(),
  /** A moderator's post that is pinned, and why. */
  as: z.literal('GUIDE_NOTE').optional(),
  reason: z.string().optional(),
  /** What the moderator does with this post. */
  held: ruling.optional(),
});
const act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('CLAIM'), minute: z.number() }),
  z.strictObject({ do: z.literal('HAND_OVER'), minute: z.number(), note: z.string() }),
  z.strictObject({
    do: z.literal('GUIDE_NOTE'),
    minute: z.number(),
    text: z.string(),
    reason: z.string(),
    after: z.number(),
  }),
  z.strictObject({
    do: z.literal('SLOW_MODE'),
    minute: z.number(),
    minutes: z.number(),
    hours: z.number(),
    reason: z.string(),
  }),
  z.strictObject({
    do: z.literal('PAUSE_THREAD'),
    minute: z.number(),
    hours: z.number(),
    message: z.string(),
    reason: z.string(),
  }),
  z.strictObject({
    do: z.literal('CONTENT_NOTE'),
    minute: z.number(),
    post: z.number(),
    note: z.string(),
    reason: z.string(),
  }),
  z.strictObject({
    do: z.literal('HIDE_POST'),
    minute: z.number(),
    post: z.number(),
    reason: z.string(),
    message: z.string(),
  }),
]);
const conversation = z.strictObject({
  id: z.string(),
  kind: z.string().optional(),
  lang: language,
  group: z.string(),
  title: z.string(),
  /** A day before today with its local time, or how long ago the last post was. */
  when: z.union([
    z.strictObject({ day: z.number().min(1), at: z.string() }),
    z.strictObject({ lastMinutesAgo: z.number() }),
  ]),
  moderator: z.string().optional(),
  cast: z.record(z.string(), z.string()),
  posts: z.array(post).min(1),
  reactions: z
    .array(
      z.strictObject({
        post: z.number(),
        kind: z.enum(['HEART', 'STRENGTH', 'SAME_HERE', 'THANK_YOU']),
        by: z.array(z.string()),
      }),
    )
    .optional(),
  flags: z
    .array(
      z.strictObject({
        minute: z.number(),
        by: z.string(),
        post: z.number(),
        reason: z.enum(['WORRIED_ABOUT_SOMEONE', 'TURNING_DARK', 'METHODS_OR_NUMBERS', 'HARASSMENT']),
        note: z.string().nullable(),
      }),
    )
    .optional(),
  acts: z.array(act).optional(),
  /** How a moderator ended it. */
  closing: z
    .strictObject({
      minute: z.number(),
      decision: z.enum(['NO_ACTION', 'STEERED', 'SUPPORTED']),
      reasons: z.string(),
      message: z.string().optional(),
    })
    .optional(),
  /** Still on a moderator's desk: nobody releases, hides or ends anything by themselves. */
  open: z.literal(true).optional(),
});
const conversations = z.strictObject({ source: z.array(z.string()), threads: z.array(conversation) });

const words = z.strictObject({
  passphraseWords: z.array(z.string()).min(32),
  admitted: perLanguage(z.array(z.string()).min(1)),
  released: perLanguage(z.array(z.string()).min(1)),
  hidden: perLanguage(z.strictObject({ reasons: z.string(), message: z.string() })),
  closed: perLanguage(z.array(z.string()).min(1)),
});

/** What happened around one conversation in the last hours. */
const lately = z.strictObject({
  group: z.string(),
  members: z.strictObject({ opener: z.string(), hidden: z.string(), returned: z.string(), held: z.string() }),
  words: z.strictObject({
    ...{ title: z.string(), story: z.string() },
    ...{ hiddenPost: z.string(), hiddenReason: z.string(), hiddenMessage: z.string(), appeal: z.string() },
    ...{ returnedPost: z.string(), returnedReason: z.string(), returnedMessage: z.string(), writtenAgain: z.string() },
    ...{ asideReason: z.string(), aside: z.string(), asideAnswer: z.string(), asideReply: z.string() },
    ...{ promise: z.string(), watchReason: z.string(), offerReason: z.string(), offer: z.string() },
    ...{ spotlightReason: z.string(), spotlight: z.string(), nightReason: z.string(), night: z.string() },
    ...{ handOver: z.string(), heldPost: z.string(), holdReason: z.string(), hold: z.string() },
  }),
});

export type Lately = z.output<typeof lately>;
export type DemoOrganisation = z.output<typeof organisation>;
export type DemoGroup = z.output<typeof group>;
export type DemoMember = z.output<typeof member>;
export type Conversation = z.output<typeof conversation>;
export type ConversationPost = z.output<typeof post>;
export type Act = z.output<typeof act>;
export type Ruling = z.output<typeof ruling>;
export type DemoWords = z.output<typeof words>;
export type DemoLanguage = z.output<typeof language>;

/** Everything that the demo is made of, from `apps/cli/demo-data`. */
export interface DemoContent {
  readonly steward: { readonly signInName: string };
  readonly organisations: readonly DemoOrganisation[];
  readonly conversations: readonly Conversation[];
  readonly lately: Lately;
  readonly words: DemoWords;
}

function read<Shape extends z.ZodType>(name: string, shape: Shape): z.output<Shape> {
  return shape.parse(JSON.parse(readFileSync(join(projectFolder, 'apps/cli/demo-data', name), 'utf8')));
}

export function readDemoContent(): DemoContent {
  const { steward, organisations } = read('organisations.json', houses);
  return {
    steward,
    organisations,
    conversations: [...read('threads.json', conversations).threads, ...read('stories.json', conversations).threads],
    lately: read('lately.json', lately),
    words: read('words.json', words),
  };
}
