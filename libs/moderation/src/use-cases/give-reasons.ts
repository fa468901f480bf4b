import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { GroupsReader, rulesOf } from '@kring/groups';
import { moderatorOf, newId, type Transaction } from '@kring/platform';
import { type PostRecord, StoriesReader } from '@kring/stories';
import { softwarePartOf, type StatementKind } from '../domain/statements';
import { Statements } from '../storage/statements';

/** Which rule of the charter a decision rests on: its place in `rulesOf` that version. */
export interface CharterGround {
  readonly version: number;
  readonly number: number;
}

export interface Reasoned {
  /** As it was when somebody decided. */
  readonly post: PostRecord;
  readonly to: 'VISIBLE' | 'HELD' | StatementKind;
  /** What the author was told. */
  readonly message: string | null;
  readonly ground: CharterGround | null;
  readonly decisionId: Id | null;
  readonly interventionId: Id | null;
  readonly at: Date;
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
    const { post, to, at, decisionId, interventionId } = reasoned;
    const { organisationId, groupId, threadId, revision, authorMembershipId } = post;
    const rule = await this.rule(transaction, groupId, reasoned.ground);
    if (!rule.ok) return rule;
    if (to === 'VISIBLE' || to === 'HELD' || authorMembershipId === null) return ok(true);
    const staff = moderatorOf(transaction.actor, organisationId);
    if (staff?.role !== 'MODERATOR' && staff?.role !== 'SUPERVISOR') throw new Error('only moderators give reasons');
    const [assessment] = await this.stories.assessments(transaction, [post.id]);
    await this.statements.add(transaction, {
      ...{ organisationId, id: newId(at), groupId, threadId, postId: post.id, revision },
      ...{ membershipId: authorMembershipId, kind: to, facts: reasoned.message ?? '' },
      ...softwarePartOf(assessment ?? null, post.state),
      charterVersion: reasoned.ground?.version ?? null,
      charterRule: rule.value,
      byRole: staff.role,
      ...{ decisionId, interventionId, at },
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
