import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AdmitMember, CreateGroup, CreateInvitation, type GroupRecord } from '@kring/groups';
import type { Id } from '@kring/kernel';
import { FoundOrganisation, InviteStaff } from '@kring/organisations';
import type { StaffRole } from '@kring/platform';
import type { DemoContent, DemoGroup, DemoMember, DemoOrganisation } from './demo-content';
import type { DemoPeople, Person } from './demo-people';
import { must } from './must';
import { minutesAfter, type MovableClock, type Timeline } from './timeline';

const hour = 60;
const day = 24 * hour;
/** How long before the demo is loaded each thing began, in minutes. */
const founded = 24 * day;
const firstGroup = 23 * day;
const firstMember = 21 * day;
const betweenMembers = 5 * hour;
const openInvitationDays = 60;
/** Hashing passphrases takes two processors. */
const together = 2;

export interface HouseGroup {
  readonly plan: DemoGroup;
  readonly record: GroupRecord;
  /** By nickname. */
  readonly members: Map<string, Person>;
  readonly waiting: Map<string, Person>;
  readonly openCode: string;
  readonly personalCode: string;
}

/** An organisation of the demo with everybody in it. */
export interface House {
  readonly plan: DemoOrganisation;
  readonly organisationId: Id;
  /** By name. */
  readonly staff: Map<string, { readonly role: StaffRole; readonly person: Person }>;
  /** By key. */
  readonly groups: Map<string, HouseGroup>;
}

/** Founds the organisations of the demo: staff, groups, invitations, members, and who waits at the door. */
export class HouseBuilder {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly people: DemoPeople,
    private readonly words: DemoContent['words'],
    private readonly clock: MovableClock,
    private readonly now: Date,
  ) {}

  /** `began` hears of the organisation as soon as it exists. Newcomers of the last hours come by the timeline. */
  async build(plan: DemoOrganisation, timeline: Timeline, began: (organisationId: Id) => void): Promise<House> {
    this.goTo(founded);
    const first = plan.staff.find((one) => one.role === 'ORGANISER');
    if (!first) throw new Error(`the demo does not fit: ${plan.name} has no organiser`);
    const { organisationId, code } = must(
      await this.app.get(FoundOrganisation).run({ name: plan.name, organiserName: first.name }),
      plan.name,
    );
    began(organisationId);
    this.goTo(founded - 2 * hour);
    const organiser = await this.people.serve(code, first.name);
    const staff: House['staff'] = new Map([[first.name, { role: first.role, person: organiser }]]);
    const house: House = { plan, organisationId, staff, groups: new Map() };
    await this.engage(house, organiser);
    for (const [place, group] of plan.groups.entries()) {
      this.goTo(firstGroup - place * hour);
      house.groups.set(group.key, await this.open(house, organiser, group));
    }
    for (const group of house.groups.values()) await this.fill(house, organiser, group, timeline);
    return house;
  }

  private async engage(house: House, organiser: Person): Promise<void> {
    const others = house.plan.staff.filter((one) => !house.staff.has(one.name));
    await inPairs(others, async ({ name, role }) => {
      const input = { clientKey: randomUUID(), organisationId: house.organisationId, role, displayName: name };
      const { code } = must(await this.app.get(InviteStaff).run(organiser.actor, input), name);
      house.staff.set(name, { role, person: await this.people.serve(code, name) });
    });
  }

  private async open(house: House, organiser: Person, plan: DemoGroup): Promise<HouseGroup> {
    const input = {
      clientKey: randomUUID(),
      organisationId: house.organisationId,
      name: plan.name,
      description: plan.description,
      charter: plan.charter.join('\n'),
      moderationMode: plan.moderationMode,
    };
    const record = must(await this.app.get(CreateGroup).run(organiser.actor, input), plan.name);
    return {
      plan,
      record,
      members: new Map(),
      waiting: new Map(),
      openCode: await this.invite(organiser, record, 'OPEN'),
      personalCode: await this.invite(organiser, record, 'PERSONAL'),
    };
  }

  private async invite(organiser: Person, group: GroupRecord, kind: 'OPEN' | 'PERSONAL'): Promise<string> {
    const expiresAt = new Date(this.now.getTime() + openInvitationDays * 86_400_000);
    const input = { clientKey: randomUUID(), groupId: group.id, kind, expiresAt, uses: null };
    return must(await this.app.get(CreateInvitation).run(organiser.actor, input), group.name).code;
  }

  private async fill(house: House, organiser: Person, group: HouseGroup, timeline: Timeline): Promise<void> {
    const early = group.plan.members.filter((member) => member.minutesAgo === undefined);
    let minutesAgo = firstMember;
    for (let from = 0; from < early.length; from += together) {
      this.goTo(minutesAgo);
      await inPairs(early.slice(from, from + together), (member) => this.enter(house, organiser, group, member));
      minutesAgo -= betweenMembers;
    }
    for (const member of group.plan.members) {
      if (member.minutesAgo !== undefined)
        timeline.at(minutesAfter(this.now, -member.minutesAgo), () => this.enter(house, organiser, group, member));
    }
    for (const { nickname, minutesAgo: ago } of group.plan.requests) {
      timeline.at(minutesAfter(this.now, -ago), async () => {
        group.waiting.set(nickname, await this.people.join(group.openCode, group.record, { nickname }));
      });
    }
  }

  private async enter(house: House, organiser: Person, group: HouseGroup, member: DemoMember): Promise<void> {
    if (member.is) {
      const person = [...house.groups.values()].map((one) => one.members.get(member.is ?? '')).find(Boolean);
      if (!person) throw new Error(`the demo does not fit: ${member.is} is nobody yet`);
      await this.people.joinToo(
        person,
        await this.invite(organiser, group.record, 'PERSONAL'),
        group.record,
        member.nickname,
      );
      group.members.set(member.nickname, person);
      return;
    }
    const byOpen = member.via === 'OPEN';
    const code = byOpen ? group.openCode : await this.invite(organiser, group.record, 'PERSONAL');
    const person = await this.people.join(code, group.record, member);
    if (byOpen) await this.admit(house, group, person);
    group.members.set(member.nickname, person);
  }

  private async admit(house: House, group: HouseGroup, person: Person): Promise<void> {
    const moderator = house.staff.get(house.plan.staff.find((one) => one.role === 'MODERATOR')?.name ?? '');
    const right = person.actor.groups.find((one) => one.groupId === group.record.id);
    if (!moderator || !right) throw new Error(`the demo does not fit: nobody admits ${person.nickname}`);
    const reason = this.words.admitted[group.plan.language]?.[0] ?? null;
    must(
      await this.app
        .get(AdmitMember)
        .run(moderator.person.actor, { membershipId: right.membershipId, admit: true, reason }),
      person.nickname,
    );
    await this.people.refresh(person);
  }

  private goTo(minutesAgo: number): void {
    this.clock.set(minutesAfter(this.now, -minutesAgo));
  }
}

async function inPairs<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += together) await Promise.all(all.slice(from, from + together).map(work));
}
