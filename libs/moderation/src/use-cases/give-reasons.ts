import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { GroupsReader, rulesOf } from '@kring/groups';
import { moderatorOf, newId, type Transaction } from '@kring/platform';
import { type PostRecord, StoriesReader } from '@kring/stories';
import {
  type MemberStatementKind,
  type PostStatementKind,
  softwarePartOf,
  type StatementKind,
} from '../domain/statements';
import { Statements } from '../storage/statements';

/** Which rule of the charter a decision rests on: its place in `rulesOf` that version. */
export interface CharterGround {
  readonly version: number;
  readonly number: number;
}

export interface Reasoned {
  /** As it was when somebody decided. */
  readonly post: PostRecord;
  readonly to: 'VISIBLE' | 'HELD' | PostStatementKind;
  /** What the author was told. */
  readonly message: string | null;
  readonly ground: CharterGround | null;
  readonly decisionId: Id | null;
  readonly interventionId: Id | null;
  readonly at: Date;
}

/** What somebody decided about the member who wrote a post. */
export interface MeasureReasoned extends Omit<Reasoned, 'to' | 'decisionId'> {
  readonly kind: MemberStatementKind;
  readonly endsAt: Date | null;
}

/**
 * Keeps the reasons of a decision for whom it touches, in the transaction that decides. Says nothing where a post comes into
 * sight, or where nobody is left to read it.
 */
@Injectable()
export class GiveReasons {
  constructor(
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Statements) private readonly statements: Statements,
  ) {}

  async run(transaction: Transaction, reasoned: Reasoned): Promise<Result<true, Problem>> {
    const { post, to } = reasoned;
    const isInSight = to === 'VISIBLE' || to === 'HELD';
    return this.keep(transaction, { ...reasoned, kind: isInSight ? null : to, endsAt: null }, post.state);
  }

  /** The same for a member: what software held back is no part of it. */
  async ofMember(transaction: Transaction, reasoned: MeasureReasoned): Promise<Result<true, Problem>> {
    return this.keep(transaction, { ...reasoned, decisionId: null }, 'VISIBLE');
  }

  private async keep(
    transaction: Transaction,
    reasoned: Omit<Reasoned, 'to'> & { readonly kind: StatementKind | null; readonly endsAt: Date | null },
    before: PostRecord['state'],
  ): Promise<Result<true, Problem>> {
    const { post, kind, at, endsAt, decisionId, interventionId } = reasoned;
    const { organisationId, groupId, threadId, revision, authorMembershipId } = post;
    const rule = await this.rule(transaction, groupId, reasoned.ground);
    if (!rule.ok) return rule;
    if (kind === null || authorMembershipId === null) return ok(true);
    const staff = moderatorOf(transaction.actor, organisationId);
    if (staff?.role !== 'MODERATOR' && staff?.role !== 'SUPERVISOR') throw new Error('only moderators give reasons');
    const [assessment] = await this.stories.assessments(transaction, [post.id]);
    await this.statements.add(transaction, {
      ...{ organisationId, id: newId(at), groupId, threadId, postId: post.id, revision },
      ...{ membershipId: authorMembershipId, kind, facts: reasoned.message ?? '' },
      ...softwarePartOf(assessment ?? null, before),
      charterVersion: reasoned.ground?.version ?? null,
      charterRule: rule.value,
      byRole: staff.role,
      ...{ decisionId, interventionId, at, endsAt },
    });
    return ok(true);
  }

  /** The words of the rule, out of the charter that is in force. */
  private async rule(
    transaction: Transaction,
    groupId: Id,
    ground: CharterGround | null,
  ): Promise<Result<string | null, Problem>> {
    if (!ground) return ok(null);
    const group = await this.groups.group(transaction, groupId);
    if (group?.charterVersion !== ground.version) return fail(problem('CHARTER_CHANGED', { field: 'charterRule' }));
    const rule = rulesOf(group.charterText)[ground.number];
    return rule === undefined ? fail(invalid('charterRule', 'unknown')) : ok(rule);
  }
}
