import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, isId, notFound, ok, type Problem, type Result, readText } from '@kring/kernel';
import { GroupsReader } from '@kring/groups';
import { type AccountActor, type Language, UnitOfWork } from '@kring/platform';
import { advise, type Remark } from '@kring/safety';
import { postLimit, titleLimit } from '../domain/limits';
import { SubmitPost } from './submit-post';

export interface CheckedWords {
  /** Each with the writer's own words that it is about. */
  readonly remarks: readonly (Remark & { readonly quotes: readonly string[] })[];
  readonly needsHelp: boolean;
}

/** Somebody asks of their own words, before anybody reads them, how they might land. Nothing of it is kept or logged. */
@Injectable()
export class CheckWords {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(SubmitPost) private readonly submit: SubmitPost,
  ) {}

  async run(
    actor: AccountActor,
    input: { readonly groupId: Id; readonly text: string },
    language: Language,
  ): Promise<Result<CheckedWords, Problem>> {
    // A story is asked about together with its title.
    const text = readText(input.text, { field: 'text', limit: postLimit + titleLimit + 1 });
    if (!text.ok) return text;
    if (!isId(input.groupId)) return fail({ ...notFound, field: 'groupId' });
    const group = await this.work.as(actor, (transaction) => this.groups.group(transaction, input.groupId));
    if (!group) return fail({ ...notFound, field: 'groupId' });
    const place = this.submit.place(actor, group.organisationId, group.id);
    if (!place.ok) return fail({ ...place.problem, field: 'groupId' });
    const { remarks, needsHelp } = advise(text.value, language, { group: group.safety });
    const quote = ({ start, end }: { start: number; end: number }): string => text.value.slice(start, end);
    return ok({
      needsHelp,
      remarks: remarks.map((remark) => ({ ...remark, quotes: [...new Set(remark.passages.map(quote))] })),
    });
  }
}
