import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { RaiseFlag } from '@kring/moderation';
import type { Id } from '@kring/kernel';
import { OpenThread, type PostRecord, React, SendPhoto, SubmitReply } from '@kring/stories';
import type { Act, Conversation, ConversationPost, DemoLanguage, DemoWords } from './demo-content';
import { DemoDesk, type Place } from './demo-desk';
import type { House, HouseGroup } from './demo-house';
import type { Person } from './demo-people';
import { paintPicture, type Scene } from './demo-picture';
import { must, mustWhereSeen } from './must';
import { minutesAfter, pastMoment, type Timeline } from './timeline';

const reactionsAfter = 16;
const lookedAtAfter = 25;
/** A story that waits is read before the first answer, and within this many minutes; so is a post with a ruling of its own. */
const readWithin = 2;
/** Answers that wait are read together. */
const answersReadAfter = 12;

/** One conversation while it is told. */
interface Telling {
  readonly plan: Conversation;
  readonly group: HouseGroup;
  readonly moderator: Person;
  readonly posts: (PostRecord | null)[];
  place: Place | null;
  /** A moderator is about to read what waits. */
  soonRead: boolean;
}

/** Tells the conversations of one organisation: members write, react and flag; moderators on duty read and steer. */
export class DemoTalk {
  private readonly desk: DemoDesk;
  private turn = 0;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly house: House,
    private readonly timeline: Timeline,
    private readonly words: DemoWords,
  ) {
    this.desk = new DemoDesk(app, timeline);
  }

  plan(plan: Conversation): void {
    const group = this.house.groups.get(plan.group);
    if (!group) throw new Error(`the demo does not fit: no group ${plan.group}`);
    const telling: Telling = {
      plan,
      group,
      moderator: this.moderator(plan.moderator),
      posts: [],
      place: null,
      soonRead: false,
    };
    const last = Math.max(...plan.posts.map((post) => post.minute));
    const { when } = plan;
    const begin =
      'day' in when
        ? pastMoment(this.timeline.end, when.day, when.at)
        : minutesAfter(this.timeline.end, -when.lastMinutesAgo - last);
    const at = (minute: number, run: () => Promise<void>, quiet = false): void =>
      this.timeline.at(minutesAfter(begin, minute), run, quiet);
    const unattended = !plan.open && !plan.acts && !plan.flags && !plan.closing;
    for (const [number, post] of plan.posts.entries()) {
      at(post.minute, () => this.write(telling, number, post), unattended && !post.as);
    }
    for (const act of plan.acts ?? []) at(act.minute, () => this.act(telling, act));
    for (const flag of plan.flags ?? []) at(flag.minute, () => this.flag(telling, flag));
    for (const reaction of plan.reactions ?? []) at(last + reactionsAfter, () => this.react(telling, reaction), true);
    if (!plan.open) at(plan.closing?.minute ?? last + lookedAtAfter, () => this.close(telling));
  }

  private async write(telling: Telling, number: number, post: ConversationPost): Promise<void> {
    const { plan, group } = telling;
    const what = `${plan.id} ${number}`;
    const photoIds = post.photo ? [await this.sendPhoto(telling, post, post.photo.scene, what)] : [];
    const photoTexts = post.photo ? [post.photo.text] : [];
    const words = { clientKey: randomUUID(), text: post.text, photoIds, photoTexts, contentNotes: [] };
    if (number === 0) {
      const { actor } = this.member(telling, this.nickname(plan, post.author));
      const opened = must(
        await this.app.get(OpenThread).run(actor, { ...words, groupId: group.record.id, title: plan.title }),
        what,
      );
      telling.place = {
        organisationId: this.house.organisationId,
        groupId: group.record.id,
        threadId: opened.post.threadId,
      };
      telling.posts[number] = opened.post;
    } else if (post.as === 'GUIDE_NOTE') {
      const afterPostId = telling.posts[number - 1]?.id ?? null;
      await this.desk.steer(telling.moderator, placeOf(telling), {
        kind: 'GUIDE_NOTE',
        reason: post.reason ?? '',
        words: { text: post.text },
        afterPostId,
      });
      telling.posts[number] = null;
      return;
    } else {
      const writer = post.author === 'mod' ? telling.moderator : this.member(telling, this.nickname(plan, post.author));
      telling.posts[number] = must(
        await this.app.get(SubmitReply).run(writer.actor, { ...words, threadId: placeOf(telling).threadId }),
        what,
      ).post;
    }
    const waits = telling.posts[number]?.state === 'HELD' && !plan.open;
    if (!waits && !post.held) return;
    if (number > 0 && !post.held && !plan.closing) {
      if (!telling.soonRead) this.timeline.in(answersReadAfter, () => this.readAnswers(telling));
      telling.soonRead = true;
      return;
    }
    const next = Math.min(...plan.posts.map((one) => one.minute).filter((minute) => minute > post.minute), Infinity);
    this.timeline.in(Math.min(readWithin, (next - post.minute) / 2), () => this.rule(telling, number, post));
  }

  private async sendPhoto(telling: Telling, post: ConversationPost, scene: Scene, what: string): Promise<Id> {
    const { actor } = this.member(telling, this.nickname(telling.plan, post.author));
    const sent = await this.app.get(SendPhoto).run(actor, telling.group.record.id, await paintPicture(scene));
    return must(sent, what).id;
  }

  /** A moderator reads all that waits in a conversation, and lets it go on. */
  private async readAnswers(telling: Telling): Promise<void> {
    telling.soonRead = false;
    const reasons = this.another(language(telling.plan.lang, this.words.released));
    await this.desk.resolve(telling.moderator, placeOf(telling), {
      decision: 'RELEASED',
      reasons,
      messageToAuthor: null,
      postIds: null,
    });
  }

  /** A moderator reads a post that waits (or should not have been seen) and rules on it. */
  private async rule(telling: Telling, number: number, post: ConversationPost): Promise<void> {
    const { plan, moderator } = telling;
    const written = telling.posts[number];
    if (!written) return;
    const ruling = post.held?.do ?? 'RELEASE';
    const kind = language(plan.lang, this.words.hidden);
    const released = ruling === 'RELEASE';
    const reasons =
      post.held?.reasons ?? (released ? this.another(language(plan.lang, this.words.released)) : kind.reasons);
    const message = released ? (post.held?.message ?? null) : (post.held?.message ?? kind.message);
    const waits = written.state === 'HELD';
    if (!waits && ruling !== 'HIDE') return;
    if (!waits || plan.closing) {
      // Its review item stays open for the decision on the whole conversation.
      const words = message === null ? {} : { messageToAuthor: message };
      return this.desk.steer(moderator, placeOf(telling), {
        kind: released ? 'RELEASE_POST' : 'HIDE_POST',
        postId: written.id,
        reason: reasons,
        words,
      });
    }
    const decision = released ? 'RELEASED' : ruling === 'HIDE' ? 'HIDDEN' : 'RETURNED';
    await this.desk.resolve(moderator, placeOf(telling), {
      decision,
      reasons,
      messageToAuthor: message,
      postIds: [written.id],
    });
  }

  private async act(telling: Telling, act: Act): Promise<void> {
    const { plan, moderator } = telling;
    const place = placeOf(telling);
    switch (act.do) {
      case 'CLAIM': {
        const claimed = await this.desk.claim(moderator, place);
        if (!claimed) throw new Error(`the demo does not fit: ${plan.id} is not on any desk`);
        return;
      }
      case 'HAND_OVER':
        return this.desk.handOver(moderator, place, act.note);
      case 'GUIDE_NOTE':
        return this.desk.steer(moderator, place, {
          kind: 'GUIDE_NOTE',
          reason: act.reason,
          words: { text: act.text },
          afterPostId: telling.posts[act.after]?.id ?? null,
        });
      case 'SLOW_MODE':
        return this.desk.steer(moderator, place, {
          kind: 'SLOW_MODE',
          reason: act.reason,
          minutes: act.minutes,
          endsAt: this.in(act.hours),
        });
      case 'PAUSE_THREAD':
        return this.desk.steer(moderator, place, {
          kind: 'PAUSE_THREAD',
          reason: act.reason,
          words: { messageToMembers: act.message },
          endsAt: this.in(act.hours),
        });
      case 'CONTENT_NOTE':
        return this.desk.steer(moderator, place, {
          kind: 'CONTENT_NOTE',
          postId: telling.posts[act.post]?.id ?? null,
          reason: act.reason,
          words: { messageToMembers: act.note },
        });
      case 'HIDE_POST':
        return this.desk.steer(moderator, place, {
          kind: 'HIDE_POST',
          postId: telling.posts[act.post]?.id ?? null,
          reason: act.reason,
          words: { messageToAuthor: act.message },
        });
    }
  }

  private async flag(telling: Telling, flag: NonNullable<Conversation['flags']>[number]): Promise<void> {
    const { actor } = this.member(telling, flag.by);
    const input = {
      clientKey: randomUUID(),
      postId: telling.posts[flag.post]?.id ?? null,
      threadId: null,
      reason: flag.reason,
      note: flag.note,
    };
    mustWhereSeen(await this.app.get(RaiseFlag).run(actor, input), `${telling.plan.id} flag by ${flag.by}`);
  }

  private async react(telling: Telling, reaction: NonNullable<Conversation['reactions']>[number]): Promise<void> {
    for (const nickname of reaction.by) {
      const { actor } = this.member(telling, nickname);
      const input = { postId: telling.posts[reaction.post]?.id ?? '', kind: reaction.kind, on: true };
      mustWhereSeen(
        await this.app.get(React).run(actor, input),
        `${telling.plan.id} reaction of ${nickname} to ${reaction.post}`,
      );
    }
  }

  private async close(telling: Telling): Promise<void> {
    const { closing, lang } = telling.plan;
    await this.desk.resolve(telling.moderator, placeOf(telling), {
      decision: closing?.decision ?? 'NO_ACTION',
      reasons: closing?.reasons ?? this.another(language(lang, this.words.closed)),
      messageToAuthor: closing?.message ?? null,
      postIds: null,
    });
  }

  private moderator(name: string | undefined): Person {
    const one = this.house.plan.staff.find((staff) => (name ? staff.name === name : staff.role === 'MODERATOR'));
    const found = one && this.house.staff.get(one.name);
    if (!found) throw new Error(`the demo does not fit: no moderator ${name ?? 'at all'}`);
    return found.person;
  }

  private member(telling: Telling, nickname: string): Person {
    const person = telling.group.members.get(nickname);
    if (!person) throw new Error(`the demo does not fit: ${nickname} is not in ${telling.group.plan.name}`);
    return person;
  }

  private nickname(plan: Conversation, author: string): string {
    const nickname = plan.cast[author];
    if (!nickname) throw new Error(`the demo does not fit: nobody plays ${author} in ${plan.id}`);
    return nickname;
  }

  private another(sentences: readonly string[]): string {
    return sentences[this.turn++ % sentences.length] ?? '';
  }

  private in(hours: number): Date {
    return minutesAfter(this.timeline.present, hours * 60);
  }
}

function placeOf(telling: Telling): Place {
  if (!telling.place) throw new Error(`the demo does not fit: ${telling.plan.id} has not begun`);
  return telling.place;
}

function language<Words>(lang: DemoLanguage, words: Partial<Record<DemoLanguage, Words>>): Words {
  const found = words[lang] ?? words.nl;
  if (found === undefined) throw new Error(`the demo does not fit: no words in ${lang}`);
  return found;
}
