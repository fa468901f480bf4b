import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, isStaffed, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type GroupRecord, GroupsReader, Measures, postsWait } from '@kring/groups';
import { StaffingReader } from '@kring/organisations';
import {
  type AccountActor,
  CLOCK,
  Metrics,
  moderatorOf,
  SETTINGS,
  type Settings,
  type Transaction,
  UnitOfWork,
  system,
} from '@kring/platform';
import { assess, type Assessment, highestSeverity, type Severity, severityRank } from '@kring/safety';
import { firstState } from '../domain/first-state';
import type { PostState } from '../domain/post-moves';
import { noPhoto, type PhotoToPost } from '../domain/submission';
import { Photos } from '../storage/photos';
import type { PostRecord } from '../storage/records';
import { StoriesReader } from '../storage/stories-reader';

/** Who writes, in a group of theirs: as a member, or as a moderator of its organisation. */
export interface WriterPlace {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly membershipId: Id | null;
  readonly staffId: Id | null;
}

export interface Submitted {
  readonly post: PostRecord;
  /** The author needs somebody now. */
  readonly needsHelp: boolean;
}

/** What opening a thread, replying and editing have in common. */
@Injectable()
export class SubmitPost {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(Measures) private readonly measures: Measures,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(Photos) private readonly photos: Photos,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(StaffingReader) private readonly staffing: StaffingReader,
  ) {}

  /** The group that somebody writes in, with its choices. */
  async group(transaction: Transaction, groupId: Id): Promise<GroupRecord> {
    const group = await this.groups.group(transaction, groupId);
    if (!group) throw new Error('a group that somebody writes in can be read by them');
    return group;
  }

  /** Reads words for danger, as their group chose. What could not be checked counts as such, and a person looks. */
  assess(words: string, { safety }: GroupRecord): Assessment {
    const assessment = this.metrics.time('kring_assessment_seconds', {}, () => assess(words, { group: safety }));
    if (!assessment.checked) this.metrics.count('kring_failed_checks_total', {});
    return assessment;
  }

  /**
   * Reads words together with what stands beside them, a title or what is said of a photo: it can say what the words leave out,
   * and neither may make the other look lighter. Passages point into the words.
   */
  assessBeside(words: string, beside: readonly string[], group: GroupRecord): Assessment {
    const own = this.assess(words, group);
    const others = beside.filter((one) => one !== '').map((one) => this.assess(one, group));
    if (others.length === 0) return own;
    const isTelling = others.some((one) => one.signals.length > 0);
    const whole = isTelling ? this.assess([words, ...beside].join('\n'), group) : own;
    const all = [own, ...others, whole];
    return {
      ...whole,
      severity: highestSeverity(all.map((one) => one.severity)),
      checked: all.every((one) => one.checked),
      hold: all.some((one) => one.hold),
      signals: whole.signals.map((signal) => ({
        ...signal,
        passages: signal.passages.filter((one) => one.end <= words.length),
      })),
    };
  }

  /** Makes photos that their author sent part of a post of theirs. */
  async postPhotos(
    transaction: Transaction,
    place: WriterPlace,
    post: { readonly id: Id; readonly state: PostState },
    photos: readonly PhotoToPost[],
  ): Promise<Result<true, Problem>> {
    if (photos.length === 0) return ok(true);
    const isVisible = post.state === 'VISIBLE';
    const missing = await this.photos.post(transaction, place, { id: post.id, isVisible }, photos);
    return missing === null ? ok(true) : fail(noPhoto(missing));
  }

  /** Refuses whoever does not belong here ("not there") and whoever has a time-out. */
  place(actor: AccountActor, organisationId: Id, groupId: Id): Result<WriterPlace, Problem> {
    const writer = StoriesReader.writerIn(actor, groupId);
    if (writer)
      return writer.mayWrite
        ? ok({ organisationId, groupId, membershipId: writer.membershipId, staffId: null })
        : fail(problem('MEMBERSHIP_PAUSED'));
    const moderator = moderatorOf(actor, organisationId);
    return moderator ? ok({ organisationId, groupId, membershipId: null, staffId: moderator.staffId }) : fail(notFound);
  }

  /** Whether the words are seen at once or wait, by the group's mode, the thread and what safety says. */
  async stateFor(
    transaction: Transaction,
    group: GroupRecord,
    writer: WriterPlace,
    threadHolds: boolean,
    { assessment, hasPhotos }: { readonly assessment: Assessment; readonly hasPhotos: boolean },
  ): Promise<Extract<PostState, 'VISIBLE' | 'HELD'>> {
    const { organisationId, membershipId, staffId } = writer;
    // Asked together they are one way to the database and back.
    const [seenBefore, measures, waitsForDuty] = await Promise.all([
      group.moderationMode === 'NEWCOMERS' && membershipId !== null
        ? this.reader.seenPosts(transaction, organisationId, membershipId)
        : 0,
      membershipId === null ? [] : this.measures.of(transaction, [membershipId]),
      staffId === null && this.waitsForDuty(transaction, group),
    ]);
    return firstState({
      mode: group.moderationMode,
      byModerator: staffId !== null,
      seenBefore,
      newcomerPosts: this.settings.KRING_NEWCOMER_POSTS,
      threadHolds,
      memberHolds: measures.some((one) => postsWait(one, this.clock.now())),
      waitsForDuty,
      hasPhotos,
      assessment,
    });
  }

  private async waitsForDuty(transaction: Transaction, group: GroupRecord): Promise<boolean> {
    if (group.offDuty === 'OPEN') return false;
    const now = this.clock.now();
    return !isStaffed(await this.staffing.staffedTime(transaction, group.organisationId, group.id, now), now);
  }

  /** The answer to the author of what was just written, in the transaction that wrote it. */
  async fresh(transaction: Transaction, postId: Id, assessment: Assessment): Promise<Submitted> {
    const post = await this.reader.post(transaction, postId);
    if (!post) throw new Error('an author sees what they wrote');
    return { post, needsHelp: needsHelp(post, assessment.severity) };
  }

  /** The same answer, however often and however late it is asked for. */
  async answer(actor: AccountActor, organisationId: Id, postId: Id): Promise<Result<Submitted, Problem>> {
    const post = await this.work.as(actor, (transaction) => this.reader.post(transaction, postId));
    if (!post) return fail(notFound);
    // Authors do not read assessments; the system looks for them whether help is called for.
    const assessments = await this.work.as(system('help-card', organisationId), (transaction) =>
      this.reader.assessments(transaction, [postId]),
    );
    const severity = assessments[0]?.severity ?? 'GREEN';
    return ok({ post, needsHelp: needsHelp(post, severity) });
  }
}

function needsHelp(post: PostRecord, severity: Severity): boolean {
  return post.authorStaffId === null && severityRank(severity) >= severityRank('CRISIS');
}
