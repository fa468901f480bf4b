import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, isId, notFound, ok, type Problem, type Result, readText } from '@kring/kernel';
import { GroupsReader } from '@kring/groups';
import { type AccountActor, CLOCK, insert, newId, once, UnitOfWork } from '@kring/platform';
import { highestSeverity } from '@kring/safety';
import { titleLimit } from '../domain/limits';
import { mayBegin } from '../domain/reply-policy';
import { readWords } from '../domain/submission';
import { PostWriter } from '../storage/post-writer';
import { type Submitted, SubmitPost } from './submit-post';

export interface OpenThreadInput {
  readonly clientKey: string;
  readonly groupId: Id;
  readonly title: string;
  readonly text: string;
  readonly photoIds: readonly string[];
  readonly contentNotes: readonly string[];
}

/** Somebody tells a story: a thread opens with it. */
@Injectable()
export class OpenThread {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(SubmitPost) private readonly submit: SubmitPost,
    @Inject(PostWriter) private readonly writer: PostWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: OpenThreadInput): Promise<Result<Submitted, Problem>> {
    const title = readText(input.title, { field: 'title', limit: titleLimit, oneLine: true });
    if (!title.ok) return title;
    const words = readWords(input);
    if (!words.ok) return words;
    if (!isId(input.groupId)) return fail({ ...notFound, field: 'groupId' });
    const opened = await this.work.as(
      actor,
      async (transaction): Promise<Result<{ organisationId: Id; postId: Id }, Problem>> => {
        const group = await this.groups.group(transaction, input.groupId);
        if (!group) return fail({ ...notFound, field: 'groupId' });
        const place = this.submit.place(actor, group.organisationId, group.id);
        if (!place.ok) return fail({ ...place.problem, field: 'groupId' });
        const { organisationId, groupId, membershipId, staffId } = place.value;
        const made = await once(
          transaction,
          { organisationId, who: actor.accountId, operation: 'openThread', clientKey: input.clientKey, input },
          async () => {
            const at = this.clock.now();
            const awake = mayBegin(group.night, staffId !== null, at);
            if (!awake.ok) return awake;
            // Title and story are read as one: a title can say what the story leaves out. Passages point into the story.
            const heading = this.submit.assess(title.value, group);
            const story = this.submit.assess(words.value.text, group);
            const graver =
              heading.signals.length > 0 ? this.submit.assess(`${words.value.text}\n${title.value}`, group) : story;
            const assessment = {
              ...graver,
              // Neither may make the other look lighter.
              severity: highestSeverity([heading.severity, story.severity, graver.severity]),
              checked: heading.checked && story.checked && graver.checked,
              hold: graver.hold || story.hold || heading.hold,
              signals: graver.signals.map((signal) => ({
                ...signal,
                passages: signal.passages.filter((one) => one.end <= words.value.text.length),
              })),
            };
            const threadId = newId(at);
            const postId = newId(at);
            const state = await this.submit.stateFor(transaction, group, place.value, false, assessment);
            await insert(transaction, 'threads', {
              organisationId,
              id: threadId,
              groupId,
              title: title.value,
              openerPostId: postId,
              openerMembershipId: membershipId,
              visible: state === 'VISIBLE',
              createdAt: at,
            });
            await this.writer.submit(
              transaction,
              {
                organisationId,
                id: postId,
                threadId,
                groupId,
                kind: 'STORY',
                membershipId,
                staffId,
                text: words.value.text,
                state,
                contentNotes: words.value.contentNotes,
                at,
              },
              assessment,
            );
            return ok({ postId });
          },
        );
        return made.ok ? ok({ organisationId, postId: made.value.postId ?? '' }) : made;
      },
    );
    return opened.ok ? this.submit.answer(actor, opened.value.organisationId, opened.value.postId) : opened;
  }
}
