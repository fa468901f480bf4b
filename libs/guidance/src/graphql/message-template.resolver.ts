import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  anyStaff,
  CurrentActor,
  type KringContext,
  presentProblem,
  type ProblemView,
  resultUnion,
  staffOfParentOrganisation,
  UnitOfWork,
} from '@kring/platform';
import { MessageTemplates } from '../storage/message-templates';
import { KeepMessageTemplate } from '../use-cases/keep-message-template';
import { KeepMessageTemplateInputView, MessageTemplateView, viewTemplate } from './message-template-view';

const KeepMessageTemplateResult = resultUnion(
  'KeepMessageTemplateResult',
  () => MessageTemplateView,
  'MessageTemplate',
);

@Resolver(() => OrganisationView)
export class MessageTemplateResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MessageTemplates) private readonly templates: MessageTemplates,
    @Inject(KeepMessageTemplate) private readonly keep: KeepMessageTemplate,
  ) {}

  @ResolveField(() => [MessageTemplateView], {
    nullable: true,
    description: 'Organisers, moderators and supervisors only; null for others.',
  })
  @Access(staffOfParentOrganisation)
  async messageTemplates(
    @Parent() organisation: OrganisationView,
    @Context() context: KringContext,
  ): Promise<MessageTemplateView[]> {
    const library = await this.work.read(context, (transaction) =>
      this.templates.library(transaction, organisation.id),
    );
    return library.map(viewTemplate);
  }

  @Mutation(() => KeepMessageTemplateResult, { description: 'Organisers and supervisors.' })
  @Access(anyStaff)
  async keepMessageTemplate(
    @Args('input') { templateId = null, version = null, retired, ...input }: KeepMessageTemplateInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<MessageTemplateView | ProblemView> {
    const kept = await this.keep.run(actor, { ...input, templateId, version, retired: retired ?? false });
    if (!kept.ok) return presentProblem(kept.problem, context.language);
    const library = await this.work.as(actor, (transaction) =>
      this.templates.library(transaction, input.organisationId),
    );
    const found = library.find((one) => one.id === kept.value);
    if (!found) throw new Error('a template that was just kept is in the library');
    return viewTemplate(found);
  }
}
