import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, isId, notFound, ok, type Problem, type Result, readText } from '@kring/kernel';
import { GroupsReader } from '@kring/groups';
import { type AccountActor, CLOCK, insert, newId, once, UnitOfWork } from '@kring/platform';
import { titleLimit } from '../domain/limits';
import { mayBegin } from '../domain/reply-policy';
import { readWords, type WordsInput } from '../domain/submission';
import { PostWriter } from '../storage/post-writer';
import { type Submitted, SubmitPost } from './submit-post';

export interface OpenThreadInput extends WordsInput {
  readonly clientKey: string;
  readonly groupId: Id;
  readonly title: string;
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
            const { text, contentNotes, photos } = words.value;
            const texts = photos.map((photo) => photo.alternativeText);
            const assessment = this.submit.assessBeside(text, [title.value, ...texts], group);
            const threadId = newId(at);
            const postId = newId(at);
            const what = { assessment, hasPhotos: photos.length > 0 };
            const state = await this.submit.stateFor(transaction, group, place.value, false, what);
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
                text,
                state,
                contentNotes,
                photoCount: photos.length,
                at,
              },
              assessment,
            );
            const posted = await this.submit.postPhotos(transaction, place.value, { id: postId, state }, photos);
            return posted.ok ? ok({ postId }) : posted;
          },
        );
        return made.ok ? ok({ organisationId, postId: made.value.postId ?? '' }) : made;
      },
    );
    return opened.ok ? this.submit.answer(actor, opened.value.organisationId, opened.value.postId) : opened;
  }
}
