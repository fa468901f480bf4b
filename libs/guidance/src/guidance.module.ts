import { Module } from '@nestjs/common';
import { OrganisationsModule } from '@kring/organisations';
import { GuidelineResolver, GuidelineVersionResolver } from './graphql/guideline.resolver';
import { HelplineResolver } from './graphql/helpline.resolver';
import { MessageTemplateResolver } from './graphql/message-template.resolver';
import { HelpCards } from './help-cards';
import { Helplines } from './helplines';
import { Guidelines } from './storage/guidelines';
import { MessageTemplates } from './storage/message-templates';
import { KeepGuideline } from './use-cases/keep-guideline';
import { KeepMessageTemplate } from './use-cases/keep-message-template';

/** Where help is to be found, and what helps a moderator to give it. */
@Module({
  imports: [OrganisationsModule],
  providers: [
    Helplines,
    HelpCards,
    HelplineResolver,
    Guidelines,
    KeepGuideline,
    GuidelineResolver,
    GuidelineVersionResolver,
    MessageTemplates,
    KeepMessageTemplate,
    MessageTemplateResolver,
  ],
  exports: [Helplines, HelpCards],
})
export class GuidanceModule {}
