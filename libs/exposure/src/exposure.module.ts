import { Module } from '@nestjs/common';
import { ModerationModule } from '@kring/moderation';
import { OrganisationsModule } from '@kring/organisations';
import { CareResolver, ColleagueAskResolver, ItemCareResolver } from './graphql/care.resolver';
import { ForgetExposures } from './jobs/forget-exposures';
import { ColleagueAsks } from './storage/colleague-asks';
import { Exposures } from './storage/exposures';
import { ReadingChoices } from './storage/reading-choices';
import { AnswerColleague, EndColleagueAsk } from './use-cases/answer-colleague';
import { AskColleague } from './use-cases/ask-colleague';
import { ChooseReading, SetExposureBudget } from './use-cases/choose-reading';
import { ForgetExposure } from './use-cases/forget-exposure';
import { NoteReading } from './use-cases/note-reading';
import { ReadCare } from './use-cases/read-care';
import { ReadLoad } from './use-cases/read-load';

/** Care for moderators: what their work asks of them, and colleagues to turn to. */
@Module({
  imports: [OrganisationsModule, ModerationModule],
  providers: [
    Exposures,
    ReadingChoices,
    ColleagueAsks,
    ReadCare,
    ReadLoad,
    NoteReading,
    ChooseReading,
    SetExposureBudget,
    AskColleague,
    AnswerColleague,
    EndColleagueAsk,
    ForgetExposure,
    ForgetExposures,
    CareResolver,
    ColleagueAskResolver,
    ItemCareResolver,
  ],
  exports: [ForgetExposure],
})
export class ExposureModule {}
