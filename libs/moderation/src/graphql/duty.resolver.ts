import { Inject } from '@nestjs/common';
import { Args, Field, ID, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { DutyView, viewDuty } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  CurrentActor,
  CurrentLanguage,
  type Language,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import { EndOwnDuty } from '../use-cases/end-own-duty';

const EndDutyResult = resultUnion('EndDutyResult', () => DutyView, 'Duty');

@InputType('EndDutyInput')
export class EndDutyInputView {
  @Field(() => ID)
  organisationId!: string;
}

@Resolver()
export class EndDutyResolver {
  constructor(@Inject(EndOwnDuty) private readonly end: EndOwnDuty) {}

  @Mutation(() => EndDutyResult)
  @Access(aModerator)
  async endDuty(
    @Args('input') input: EndDutyInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<DutyView | ProblemView> {
    return present(await this.end.run(actor, input.organisationId), language, viewDuty);
  }
}
