import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import {
  type Clock,
  fail,
  type Id,
  invalid,
  isId,
  notFound,
  ok,
  type Problem,
  readText,
  type Result,
} from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import { isCategory, type Severity } from '@kring/safety';
import { type PostRecord, Sayings, StoriesReader } from '@kring/stories';
import { concernOfJudgement } from '../domain/concern';
import { reasonLimit } from '../domain/limits';
import { UpdateClimate } from './update-climate';

export interface JudgePostInput {
  readonly postId: Id;
  readonly severity: Severity;
  readonly category: string | null;
  readonly reason: string;
}

/**
 * A moderator or supervisor says how serious a post is. It outweighs the rules and every other reader for these words, goes
 * into the climate of the thread, and is kept beside what was said before, to learn from. New words are read anew.
 */
@Injectable()
export class JudgePost {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Sayings) private readonly sayings: Sayings,
    @Inject(UpdateClimate) private readonly climate: UpdateClimate,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: JudgePostInput): Promise<Result<PostRecord, Problem>> {
    if (!isId(input.postId)) return fail({ ...notFound, field: 'postId' });
    const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    const { severity, category } = input;
    return this.work.as(actor, async (transaction): Promise<Result<PostRecord, Problem>> => {
      const post = await this.stories.post(transaction, input.postId);
      const staff = post && moderatorOf(actor, post.organisationId);
      if (!staff || post.state === 'DELETED' || post.authorStaffId !== null)
        return fail({ ...notFound, field: 'postId' });
      if (category !== null && !isCategory(category)) return fail(invalid('category', 'unknown'));
      const { organisationId, groupId, threadId, revision } = post;
      const [before] = await this.stories.assessments(transaction, [post.id]);
      const said = before?.severity ?? 'GREEN';
      if (said === severity) return ok(post);
      const at = this.clock.now();
      await this.sayings.judge(transaction, {
        ...{ organisationId, postId: post.id, revision, said, severity, category },
        staffId: staff.staffId,
        reason: reason.value,
        at,
      });
      const place = { organisationId, groupId, threadId };
      await this.climate.run(transaction, place, post.id, 'REREAD', null, concernOfJudgement(severity, said, category));
      await this.audit.record(transaction, organisationId, 'post.judged', { post: post.id, said, severity });
      return ok(post);
    });
  }
}
