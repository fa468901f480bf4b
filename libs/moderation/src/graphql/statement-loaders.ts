import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { CLOCK, keyed, type KringContext, loader, membershipsOf, moderatorOf, UnitOfWork } from '@kring/platform';
import { type CountedAppeals, figuresOf } from '../domain/figures';
import type { FirstLook } from '../domain/statements';
import { Appeals } from '../storage/appeals';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { type StandingStatement, Statements } from '../storage/statements';
import { OwnStatements } from '../use-cases/own-statements';

const day = 24 * 60 * 60_000;
const yearDays = 365;
const newsDays = 30;

/** Statements of posts, items and members for one request: one query for a whole list. */
@Injectable()
export class StatementLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Statements) private readonly statements: Statements,
    @Inject(OwnStatements) private readonly own: OwnStatements,
    @Inject(Appeals) private readonly appeals: Appeals,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The newest about a post. */
  ofPost(context: KringContext, postId: Id): Promise<StandingStatement | null> {
    return loader<StandingStatement>(context, 'statements of posts', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.statements.ofPosts(transaction, ids), (row) => row.postId),
      ),
    ).load(postId);
  }

  ofItem(context: KringContext, itemId: Id): Promise<StandingStatement | null> {
    return loader<StandingStatement>(context, 'statements of items', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.statements.ofItems(transaction, ids), (row) => row.reviewItemId ?? ''),
      ),
    ).load(itemId);
  }

  firstLook(context: KringContext, statementId: Id): Promise<(FirstLook & { readonly id: Id }) | null> {
    return loader<FirstLook & { readonly id: Id }>(context, 'first looks', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.statements.firstLooks(transaction, ids), (row) => row.id),
      ),
    ).load(statementId);
  }

  /** All about whoever asks, newest first. */
  mine(context: KringContext): Promise<StandingStatement[]> {
    return this.own.all(context);
  }

  /** Whether a statement is about whoever asks, also when they were removed by it. */
  async isMine(context: KringContext, { membershipId, kind, id }: StandingStatement): Promise<boolean> {
    const { actor } = context;
    if (membershipsOf(actor).includes(membershipId)) return true;
    return kind === 'REMOVE_MEMBER' && actor.kind === 'account' && (await this.own.removal(actor, id)) !== null;
  }

  /** Items in which others looked at what this reader had decided. */
  async lookedAtAgain(context: KringContext, organisationId: Id): Promise<ReviewItemRecord[]> {
    const staff = moderatorOf(context.actor, organisationId);
    if (!staff) return [];
    const since = new Date(this.clock.now().getTime() - newsDays * day);
    return this.work.read(context, async (transaction) => {
      const ids = await this.appeals.answeredOf(transaction, organisationId, staff.staffId, since);
      const items = await this.items.items(transaction, ids);
      return ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
    });
  }

  figures(
    context: KringContext,
    organisationId: Id,
  ): Promise<{ readonly [Figure in keyof CountedAppeals]: number | null }> {
    const since = new Date(this.clock.now().getTime() - yearDays * day);
    return this.work.read(context, async (transaction) =>
      figuresOf(await this.appeals.counts(transaction, organisationId, since)),
    );
  }
}
