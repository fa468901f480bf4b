import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  anyStaff,
  CurrentActor,
  keyed,
  type KringContext,
  loader,
  moderatorOfParent,
  presentProblem,
  type ProblemView,
  resultUnion,
  staffOfParentOrganisation,
  UnitOfWork,
} from '@kring/platform';
import { type PromptFigures, Prompts } from '../storage/prompts';
import { KeepPrompt } from '../use-cases/keep-prompt';
import { KeepPromptInputView, PromptFiguresView, PromptView, viewPrompt } from './prompt-view';

const KeepPromptResult = resultUnion('KeepPromptResult', () => PromptView, 'Prompt');

/** Fewer threads than this tell nothing, and might tell of one. */
const fewest = 5;

@Resolver(() => PromptView)
export class PromptResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Prompts) private readonly prompts: Prompts,
    @Inject(KeepPrompt) private readonly keep: KeepPrompt,
  ) {}

  @ResolveField(() => PromptFiguresView, { nullable: true, description: 'Moderators only; null for others.' })
  @Access(moderatorOfParent)
  async figures(@Parent() prompt: PromptView, @Context() context: KringContext): Promise<PromptFiguresView> {
    const found = await loader<PromptFigures>(context, 'prompt figures', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.prompts.figures(transaction, ids), (row) => row.promptId),
      ),
    ).load(prompt.id);
    const { times, lookedAgain, better, same, worse } = found ?? noFigures;
    const tells = lookedAgain >= fewest;
    return {
      times,
      lookedAgain,
      better: tells ? better : null,
      same: tells ? same : null,
      worse: tells ? worse : null,
    };
  }

  @Mutation(() => KeepPromptResult, { description: 'Organisers and supervisors.' })
  @Access(anyStaff)
  async keepPrompt(
    @Args('input') input: KeepPromptInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PromptView | ProblemView> {
    const { promptId = null, version = null, retired, ...rest } = input;
    const kept = await this.keep.run(actor, { ...rest, promptId, version, retired: retired ?? false });
    if (!kept.ok) return presentProblem(kept.problem, context.language);
    const library = await this.work.as(actor, (transaction) => this.prompts.library(transaction, input.organisationId));
    const found = library.find((one) => one.id === kept.value);
    if (!found) throw new Error('a question that was just kept is in the library');
    return viewPrompt(input.organisationId, found);
  }
}

const noFigures = { times: 0, lookedAgain: 0, better: 0, same: 0, worse: 0 };

@Resolver(() => OrganisationView)
export class OrganisationPromptsResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Prompts) private readonly prompts: Prompts,
  ) {}

  @ResolveField('prompts', () => [PromptView], {
    nullable: true,
    description: 'Organisers, moderators and supervisors only; null for others.',
  })
  @Access(staffOfParentOrganisation)
  async library(@Parent() organisation: OrganisationView, @Context() context: KringContext): Promise<PromptView[]> {
    const library = await this.work.read(context, (transaction) => this.prompts.library(transaction, organisation.id));
    return library.map((prompt) => viewPrompt(organisation.id, prompt));
  }
}
