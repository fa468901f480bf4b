import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  anyStaff,
  CurrentActor,
  CurrentLanguage,
  type KringContext,
  type Language,
  leadOfNamed,
  present,
  type ProblemView,
  resultUnion,
  staffOfParentOrganisation,
} from '@kring/platform';
import { AddRotaShift } from '../use-cases/add-rota-shift';
import { RemoveRotaShift } from '../use-cases/remove-rota-shift';
import { SetOnCall } from '../use-cases/set-on-call';
import { StartDuty } from '../use-cases/start-duty';
import { OrganisationLoaders } from './organisation-loaders';
import { OrganisationView, StaffMemberView, StaffPositionView, viewStaff } from './organisation-view';
import { RotaLoaders } from './rota-loaders';
import {
  AddRotaShiftInputView,
  DutyView,
  OnCallView,
  RemoveRotaShiftInputView,
  RotaShiftView,
  SetOnCallInputView,
  StartDutyInputView,
  viewDuty,
  viewRotaShift,
} from './rota-view';

const AddRotaShiftResult = resultUnion('AddRotaShiftResult', () => RotaShiftView, 'RotaShift');
const RemoveRotaShiftResult = resultUnion('RemoveRotaShiftResult', () => RotaShiftView, 'RotaShift');
const SetOnCallResult = resultUnion('SetOnCallResult', () => OnCallView, 'OnCall');
const StartDutyResult = resultUnion('StartDutyResult', () => DutyView, 'Duty');

const staffOnly = { nullable: true, description: 'Organisers, moderators and supervisors only; null for others.' };

@Resolver(() => OrganisationView)
export class OrganisationRotaResolver {
  constructor(
    @Inject(RotaLoaders) private readonly loaders: RotaLoaders,
    @Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders,
    @Inject(AddRotaShift) private readonly add: AddRotaShift,
    @Inject(RemoveRotaShift) private readonly remove: RemoveRotaShift,
    @Inject(SetOnCall) private readonly setOnCallCase: SetOnCall,
    @Inject(StartDuty) private readonly start: StartDuty,
  ) {}

  @ResolveField(() => String, staffOnly)
  @Access(staffOfParentOrganisation)
  timeZone(@Parent() { record }: OrganisationView): string {
    return record.staffedHours.timeZone;
  }

  @ResolveField(() => [RotaShiftView], staffOnly)
  @Access(staffOfParentOrganisation)
  async rota(@Parent() { id }: OrganisationView, @Context() context: KringContext): Promise<RotaShiftView[]> {
    return (await this.loaders.shifts(context, id)).map(viewRotaShift);
  }

  @ResolveField(() => [DutyView], { ...staffOnly, description: `Who is on duty now. ${staffOnly.description}` })
  @Access(staffOfParentOrganisation)
  async duties(@Parent() { id }: OrganisationView, @Context() context: KringContext): Promise<DutyView[]> {
    return (await this.loaders.duties(context, id)).map(viewDuty);
  }

  @ResolveField(() => [StaffMemberView], { ...staffOnly, description: `Who may be planned. ${staffOnly.description}` })
  @Access(staffOfParentOrganisation)
  async team(@Parent() { id }: OrganisationView, @Context() context: KringContext): Promise<StaffMemberView[]> {
    const serving = await this.organisations.serving(context, id);
    return serving.filter(({ role }) => role !== 'ORGANISER').map(viewStaff);
  }

  @ResolveField(() => StaffMemberView, {
    ...staffOnly,
    description: `Who is called when nobody takes a crisis. ${staffOnly.description}`,
  })
  @Access(staffOfParentOrganisation)
  async onCall(@Parent() { id }: OrganisationView, @Context() context: KringContext): Promise<StaffMemberView | null> {
    const staffId = await this.loaders.onCall(context, id);
    const record = staffId && (await this.organisations.staff(context, staffId));
    return record ? viewStaff(record) : null;
  }

  @Mutation(() => AddRotaShiftResult)
  @Access(leadOfNamed('input', 'organisationId'))
  async addRotaShift(
    @Args('input') input: AddRotaShiftInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<RotaShiftView | ProblemView> {
    const { onDate = null, startsOn = null, endsOn = null } = input;
    return present(await this.add.run(actor, { ...input, onDate, startsOn, endsOn }), language, viewRotaShift);
  }

  @Mutation(() => RemoveRotaShiftResult)
  @Access(anyStaff)
  async removeRotaShift(
    @Args('input') input: RemoveRotaShiftInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<RotaShiftView | ProblemView> {
    return present(await this.remove.run(actor, input.id), language, viewRotaShift);
  }

  @Mutation(() => SetOnCallResult)
  @Access(leadOfNamed('input', 'organisationId'))
  async setOnCall(
    @Args('input') input: SetOnCallInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<OnCallView | ProblemView> {
    const result = await this.setOnCallCase.run(actor, input.organisationId, input.staffId ?? null);
    return present(result, language, (staffId) => ({ staffId }));
  }

  @Mutation(() => StartDutyResult, { description: '"I am here." Said again, it lasts longer, and for more groups.' })
  @Access(aModerator)
  async startDuty(
    @Args('input') input: StartDutyInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<DutyView | ProblemView> {
    return present(await this.start.run(actor, input), language, viewDuty);
  }
}

@Resolver(() => RotaShiftView)
export class RotaShiftResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => [StaffMemberView])
  async people(@Parent() { record }: RotaShiftView, @Context() context: KringContext): Promise<StaffMemberView[]> {
    const people = await Promise.all(record.staffIds.map((id) => this.organisations.staff(context, id)));
    return people.filter((one) => one !== null).map(viewStaff);
  }
}

@Resolver(() => OnCallView)
export class OnCallResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => StaffMemberView, { nullable: true })
  async person(@Parent() { staffId }: OnCallView, @Context() context: KringContext): Promise<StaffMemberView | null> {
    const record = staffId && (await this.organisations.staff(context, staffId));
    return record ? viewStaff(record) : null;
  }
}

@Resolver(() => DutyView)
export class DutyResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => StaffMemberView)
  async by(@Parent() { record }: DutyView, @Context() context: KringContext): Promise<StaffMemberView> {
    const staff = await this.organisations.staff(context, record.staffId);
    if (!staff) throw new Error('staff are never deleted');
    return viewStaff(staff);
  }
}

@Resolver(() => StaffPositionView)
export class PositionDutyResolver {
  constructor(@Inject(RotaLoaders) private readonly loaders: RotaLoaders) {}

  @ResolveField(() => Boolean, { description: 'Whether I am on duty.' })
  async onDuty(@Parent() position: StaffPositionView, @Context() context: KringContext): Promise<boolean> {
    return (await this.duty(position, context)) !== null;
  }

  @ResolveField(() => DutyView, { nullable: true })
  async duty(
    @Parent() { organisation, staffId }: StaffPositionView,
    @Context() context: KringContext,
  ): Promise<DutyView | null> {
    const mine = (await this.loaders.duties(context, organisation.id)).find((one) => one.staffId === staffId);
    return mine ? viewDuty(mine) : null;
  }
}
