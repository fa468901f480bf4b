import type { Id } from '@kring/kernel';
import { type Actor, leadOf, moderatorOf, organiserOf, staffOf, supervisorOf } from '../database/actor';
import type { AccessQuestion, AccessRule } from './access';

/** Somebody who needs no account: help, invitations, signing in. */
export const anyone: AccessRule = { name: 'anyone', refusal: null, allows: () => true };

export const signedIn: AccessRule = {
  name: 'signedIn',
  refusal: 'NOT_SIGNED_IN',
  allows: ({ actor }) => actor.kind === 'account',
};

function argument(question: AccessQuestion, path: readonly string[]): Id {
  let value: unknown = question.arguments;
  for (const step of path) value = (value as Record<string, unknown> | undefined)?.[step];
  return typeof value === 'string' ? value : '';
}

/** Staff of the organisation that the arguments name, in one of the roles that `allows` knows. */
function staffNamedBy(
  name: string,
  path: readonly string[],
  allows: (actor: Actor, organisationId: Id) => unknown,
): AccessRule {
  return {
    name: `${name}(${path.join('.')})`,
    refusal: 'NOT_ALLOWED',
    allows: (question) => !!allows(question.actor, argument(question, path)),
  };
}

export const organiserOfNamed = (...path: string[]): AccessRule => staffNamedBy('organiserOf', path, organiserOf);

/** Organisers and supervisors. */
export const leadOfNamed = (...path: string[]): AccessRule => staffNamedBy('leadOf', path, leadOf);

/** For queries: somebody else gets the same null as for an organisation that does not exist. */
export const moderatorOfNamed = (...path: string[]): AccessRule => ({
  ...staffNamedBy('moderatorOf', path, moderatorOf),
  refusal: null,
});

/** The same of supervisors. */
export const supervisorOfNamed = (...path: string[]): AccessRule => ({
  ...staffNamedBy('supervisorOf', path, supervisorOf),
  refusal: null,
});

/** For subscriptions, which have no null to answer with. */
export const moderatorFollows: AccessRule = { ...moderatorOfNamed('organisationId'), refusal: 'NOT_ALLOWED' };

/** A moderator or supervisor of any organisation; which one is settled by the data, in the use case. */
export const aModerator: AccessRule = {
  name: 'aModerator',
  refusal: 'NOT_ALLOWED',
  allows: ({ actor }) => actor.kind === 'account' && actor.staff.some((right) => right.role !== 'ORGANISER'),
};

/** The same of a supervisor. */
export const aSupervisor: AccessRule = {
  name: 'aSupervisor',
  refusal: 'NOT_ALLOWED',
  allows: ({ actor }) => actor.kind === 'account' && actor.staff.some((right) => right.role === 'SUPERVISOR'),
};

export const anyStaff: AccessRule = {
  name: 'anyStaff',
  refusal: 'NOT_ALLOWED',
  allows: ({ actor }) => actor.kind === 'account' && actor.staff.length > 0,
};

/** For fields: the object belongs to an organisation, and the reader holds a role there. Others get null. */
function staffOfParent(name: string, allows: (actor: Actor, organisationId: Id) => unknown): AccessRule {
  return {
    name,
    refusal: null,
    allows: ({ actor, parent }) => {
      const organisationId = (parent as { organisationId?: unknown } | null)?.organisationId;
      return typeof organisationId === 'string' && !!allows(actor, organisationId);
    },
  };
}

export const moderatorOfParent = staffOfParent('moderatorOfParent', moderatorOf);
export const organiserOfParent = staffOfParent('organiserOfParent', organiserOf);
export const staffOfParentOrganisation = staffOfParent('staffOfParent', (actor, id) =>
  staffOf(actor, id, ['ORGANISER', 'MODERATOR', 'SUPERVISOR']),
);
export const supervisorOfParent = staffOfParent('supervisorOfParent', supervisorOf);
export const leadOfParent = staffOfParent('leadOfParent', leadOf);
