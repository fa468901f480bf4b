import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { MakePromise, OpenAside, WriteInAside } from '@kring/asides';
import { WatchOver } from '@kring/care';
import { ChangeGroupNight } from '@kring/groups';
import type { Id } from '@kring/kernel';
import { AskAgain, EndOwnDuty, OwnStatements } from '@kring/moderation';
import { AddRotaShift, StartDuty } from '@kring/organisations';
import { EditPost, OpenThread, type PostRecord, SubmitReply } from '@kring/stories';
import type { Lately } from './demo-content';
import { DemoDesk, type Place } from './demo-desk';
import type { House, HouseGroup } from './demo-house';
import type { Person } from './demo-people';
import { must } from './must';
import { minutesAfter, type Timeline } from './timeline';

const day = 86_400_000;

/** What happened around one conversation in the last hours: care, reasons, a second look, promises, and a night's rest. */
export class DemoLately {
  private readonly desk: DemoDesk;
  private readonly group: HouseGroup;
  private place: Place | null = null;
  private readonly posts: PostRecord[] = [];

  constructor(
    private readonly app: INestApplicationContext,
    private readonly house: House,
    private readonly timeline: Timeline,
    private readonly plan: Lately,
  ) {
    this.desk = new DemoDesk(app, timeline);
    const group = house.groups.get(plan.group);
    if (!group) throw new Error(`the demo does not fit: no group ${plan.group}`);
    this.group = group;
  }

  /** From the beginning on; `ago` is in minutes before the end of the timeline. */
  tell(): void {
    const { actor: organiser } = this.staff('ORGANISER');
    const { actor: supervisor } = this.staff('SUPERVISOR');
    const moderators = this.moderators();
    const [first, second] = moderators;
    if (!first || !second) throw new Error('the demo does not fit: two moderators are needed');
    const { words, members } = this.plan;
    const { organisationId } = this.house;
    const at = (ago: number, run: () => Promise<unknown>): void =>
      this.timeline.at(minutesAfter(this.timeline.end, -ago), async () => void (await run()));

    at(240, () => this.duty(supervisor));
    at(238, () => this.shift(organiser, second));
    at(200, () => this.open(members.opener, words.title, words.story));
    at(190, () => this.reply(members.hidden, words.hiddenPost));
    at(185, () => this.reply(members.returned, words.returnedPost));
    at(180, () =>
      this.desk.steer(first, this.here(), {
        kind: 'HIDE_POST',
        postId: this.post(1).id,
        reason: words.hiddenReason,
        words: { messageToAuthor: words.hiddenMessage },
        charterRule: { version: 1, number: 3 },
      }),
    );
    at(175, () =>
      this.desk.resolve(second, this.here(), {
        decision: 'RETURNED',
        reasons: words.returnedReason,
        messageToAuthor: words.returnedMessage,
        postIds: [this.post(2).id],
      }),
    );
    at(160, () => this.writeAgain(members.returned, words.writtenAgain));
    at(150, () => this.askAgain(members.hidden, words.appeal));
    at(140, () => this.talkApart(first, members.opener));
    at(120, () => this.watch(second));
    at(110, () =>
      this.desk.steer(second, this.here(), {
        ...{ kind: 'OFFER_REFERRAL', reason: words.offerReason, words: { messageToMembers: words.offer } },
        terms: { helpline: 'awel' },
      }),
    );
    at(100, () =>
      this.desk.steer(first, this.here(), {
        ...{ kind: 'SPOTLIGHT', reason: words.spotlightReason, words: { messageToAuthor: words.spotlight } },
      }),
    );
    at(65, () => this.reply(members.held, words.heldPost));
    at(60, () =>
      this.desk.steer(first, this.here(), {
        kind: 'QUIET_HOURS',
        reason: words.nightReason,
        words: { messageToMembers: words.night },
        terms: { from: '22:30', to: '07:00' },
      }),
    );
    at(45, async () =>
      must(
        await this.app.get(EndOwnDuty).run(supervisor, { organisationId, text: words.handOver, handTo: null }),
        'an end',
      ),
    );
    at(40, () => this.duty(first.actor));
    at(2, () => this.hold(second));
    at(1, async () =>
      must(
        await this.app.get(ChangeGroupNight).run(organiser, this.group.record.id, { from: '23:30', to: '06:30' }),
        'a night',
      ),
    );
  }

  private async duty(actor: Person['actor']): Promise<void> {
    const { organisationId } = this.house;
    must(await this.app.get(StartDuty).run(actor, { clientKey: randomUUID(), organisationId, groupIds: [] }), 'a duty');
  }

  /** On the rota from this week on, in the evening. */
  private async shift(actor: Person['actor'], who: Person): Promise<void> {
    const { organisationId } = this.house;
    const staffId = who.actor.staff[0]?.staffId ?? '';
    must(
      await this.app.get(AddRotaShift).run(actor, {
        ...{ clientKey: randomUUID(), organisationId, groupIds: [], staffIds: [staffId] },
        ...{ weekdays: [0, 1, 2, 3, 4, 5, 6], onDate: null, startsOn: null, endsOn: null, from: '09:00', to: '22:00' },
      }),
      'a shift',
    );
  }

  private async open(nickname: string, title: string, text: string): Promise<void> {
    const groupId = this.group.record.id;
    const words = { clientKey: randomUUID(), groupId, title, text, photoIds: [], contentNotes: [] };
    const { post } = must(await this.app.get(OpenThread).run(this.member(nickname).actor, words), title);
    this.place = { organisationId: this.house.organisationId, groupId, threadId: post.threadId };
    this.posts.push(post);
  }

  private async reply(nickname: string, text: string): Promise<void> {
    const words = { clientKey: randomUUID(), threadId: this.here().threadId, text, photoIds: [], contentNotes: [] };
    this.posts.push(must(await this.app.get(SubmitReply).run(this.member(nickname).actor, words), nickname).post);
  }

  private async writeAgain(nickname: string, text: string): Promise<void> {
    must(await this.app.get(EditPost).run(this.member(nickname).actor, { postId: this.post(2).id, text }), nickname);
  }

  private async askAgain(nickname: string, words: string): Promise<void> {
    const { actor } = this.member(nickname);
    const [statement] = await this.app.get(OwnStatements).all({ actor });
    if (!statement) throw new Error(`the demo does not fit: nothing was decided about ${nickname}`);
    must(
      await this.app.get(AskAgain).run(actor, { clientKey: randomUUID(), statementId: statement.id, words }),
      nickname,
    );
  }

  /** A conversation of two, with a promise for tomorrow. */
  private async talkApart(moderator: Person, nickname: string): Promise<void> {
    const { words } = this.plan;
    const aside = must(
      await this.app.get(OpenAside).run(moderator.actor, {
        ...{ clientKey: randomUUID(), membershipId: null, postId: this.post(0).id, requestId: null },
        ...{ reason: words.asideReason, text: words.aside, helpline: null },
      }),
      'an aside',
    );
    const write = async (who: Person, text: string): Promise<Id> =>
      must(
        await this.app
          .get(WriteInAside)
          .run(who.actor, { clientKey: randomUUID(), asideId: aside.id, text, helpline: null }),
        'an aside',
      ).message.id;
    await write(this.member(nickname), words.asideAnswer);
    const messageId = await write(moderator, words.asideReply);
    must(
      await this.app.get(MakePromise).run(moderator.actor, {
        ...{ clientKey: randomUUID(), messageId, sentence: words.promise },
        dueAt: new Date(this.timeline.end.getTime() + day),
      }),
      'a promise',
    );
  }

  private async watch(moderator: Person): Promise<void> {
    must(
      await this.app.get(WatchOver).run(moderator.actor, {
        ...{ clientKey: randomUUID(), membershipId: null, postId: this.post(0).id, ownerId: null },
        ...{ reason: this.plan.words.watchReason, nextContactAt: new Date(this.timeline.end.getTime() + day) },
      }),
      'a watch',
    );
  }

  private async hold(moderator: Person): Promise<void> {
    const { words } = this.plan;
    await this.desk.steer(moderator, this.here(), {
      ...{ kind: 'HOLD_MEMBER', postId: this.post(3).id, reason: words.holdReason },
      ...{ words: { messageToMembers: words.hold }, charterRule: { version: 1, number: 3 } },
      endsAt: new Date(this.timeline.end.getTime() + day),
    });
  }

  private here(): Place {
    if (!this.place) throw new Error('the demo does not fit: nothing was told yet');
    return this.place;
  }

  private post(number: number): PostRecord {
    const post = this.posts[number];
    if (!post) throw new Error(`the demo does not fit: no post ${number}`);
    return post;
  }

  private member(nickname: string): Person {
    const person = this.group.members.get(nickname);
    if (!person) throw new Error(`the demo does not fit: no member ${nickname}`);
    return person;
  }

  private staff(role: 'ORGANISER' | 'SUPERVISOR'): Person {
    const found = [...this.house.staff.values()].find((one) => one.role === role);
    if (!found) throw new Error(`the demo does not fit: no ${role}`);
    return found.person;
  }

  private moderators(): Person[] {
    return [...this.house.staff.values()].filter((one) => one.role === 'MODERATOR').map((one) => one.person);
  }
}
