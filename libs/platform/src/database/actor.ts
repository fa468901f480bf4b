import type { Id } from '@kring/kernel';

export type StaffRole = 'ORGANISER' | 'MODERATOR' | 'SUPERVISOR';

/** One group that an account may enter (ACTIVE, PAUSED) or waits before (REQUESTED). */
export interface GroupRight {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly membershipId: Id;
  readonly state: 'REQUESTED' | 'ACTIVE' | 'PAUSED';
}

/** One staff position of an account. */
export interface StaffRight {
  readonly organisationId: Id;
  readonly staffId: Id;
  readonly role: StaffRole;
}

export interface AccountActor {
  readonly kind: 'account';
  readonly accountId: Id;
  readonly sessionId: Id;
  readonly groups: readonly GroupRight[];
  readonly staff: readonly StaffRight[];
  readonly isSteward: boolean;
}

/** The service itself, for one organisation, with the reason why. `organisationId` null reaches no tenant data but the outbox. */
export interface SystemActor {
  readonly kind: 'system';
  readonly why: string;
  readonly organisationId: Id | null;
}

/** Somebody who is not signed in. */
export interface Visitor {
  readonly kind: 'visitor';
}

export type Actor = AccountActor | SystemActor | Visitor;

export const visitor: Visitor = { kind: 'visitor' };

export function system(why: string, organisationId: Id | null): SystemActor {
  return { kind: 'system', why, organisationId };
}

/** Roles that read what members write. */
const readingRoles: readonly StaffRole[] = ['MODERATOR', 'SUPERVISOR'];
/** Roles that say who works when. */
const leadingRoles: readonly StaffRole[] = ['ORGANISER', 'SUPERVISOR'];

export function staffOf(actor: Actor, organisationId: Id, roles: readonly StaffRole[]): StaffRight | null {
  if (actor.kind !== 'account') return null;
  return actor.staff.find((right) => right.organisationId === organisationId && roles.includes(right.role)) ?? null;
}

export function moderatorOf(actor: Actor, organisationId: Id): StaffRight | null {
  return staffOf(actor, organisationId, readingRoles);
}

export function organiserOf(actor: Actor, organisationId: Id): StaffRight | null {
  return staffOf(actor, organisationId, ['ORGANISER']);
}

export function leadOf(actor: Actor, organisationId: Id): StaffRight | null {
  return staffOf(actor, organisationId, leadingRoles);
}

export function supervisorOf(actor: Actor, organisationId: Id): StaffRight | null {
  return staffOf(actor, organisationId, ['SUPERVISOR']);
}

export function membershipIn(actor: Actor, groupId: Id): GroupRight | null {
  if (actor.kind !== 'account') return null;
  return actor.groups.find((right) => right.groupId === groupId) ?? null;
}

/** The memberships of this actor; none for who is no member. */
export function membershipsOf(actor: Actor): Id[] {
  return actor.kind === 'account' ? actor.groups.map((right) => right.membershipId) : [];
}

/** The organisations that this actor has anything to do with; every tenant query is narrowed to them. */
export function organisationsOf(actor: Actor): Id[] {
  if (actor.kind === 'system') return actor.organisationId ? [actor.organisationId] : [];
  if (actor.kind === 'visitor') return [];
  return [...new Set([...actor.groups, ...actor.staff].map((right) => right.organisationId))];
}

/**
 * What row-level security is told about an actor: the names and values of the settings of one transaction. Policies
 * compare columns with these and nothing else.
 */
export function settingsOf(actor: Actor): Readonly<Record<string, readonly Id[] | string>> {
  const account = actor.kind === 'account' ? actor : null;
  const entered = account?.groups.filter((right) => right.state !== 'REQUESTED') ?? [];
  const reading = account?.staff.filter((right) => readingRoles.includes(right.role)) ?? [];
  return {
    'kring.account': account ? [account.accountId] : [],
    'kring.organisations': actor.kind === 'system' ? [] : organisationsOf(actor),
    'kring.groups': entered.map((right) => right.groupId),
    'kring.writable_groups': entered.filter((right) => right.state === 'ACTIVE').map((right) => right.groupId),
    'kring.lobby': (account?.groups ?? []).filter((right) => right.state === 'REQUESTED').map((right) => right.groupId),
    'kring.memberships': (account?.groups ?? []).map((right) => right.membershipId),
    'kring.staff': (account?.staff ?? []).map((right) => right.organisationId),
    'kring.reads': reading.map((right) => right.organisationId),
    'kring.staff_ids': reading.map((right) => right.staffId),
    'kring.supervises': reading.filter((right) => right.role === 'SUPERVISOR').map((right) => right.organisationId),
    'kring.organises': (account?.staff ?? [])
      .filter((right) => right.role === 'ORGANISER')
      .map((right) => right.organisationId),
    'kring.leads': (account?.staff ?? [])
      .filter((right) => leadingRoles.includes(right.role))
      .map((right) => right.organisationId),
    'kring.system': actor.kind === 'system' && actor.organisationId ? [actor.organisationId] : [],
    'kring.why': actor.kind === 'system' ? actor.why : '',
  };
}
