import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { OrganisationsReader } from '@kring/organisations';
import { type Actor, CLOCK, leadOf, system, UnitOfWork } from '@kring/platform';
import {
  type FiguresSpan,
  figuresStretch,
  type SteeringFigure,
  steeringFigures,
  toldCounts,
} from '../domain/steering-figures';
import { SteeringCounts } from '../storage/steering-counts';

export interface ToldFigures {
  readonly from: Date;
  readonly until: Date;
  /** Hours to the quarter. */
  readonly kinds: readonly (SteeringFigure & { readonly medianHours: number | null })[];
}

/** How threads went after each kind of steering, in counts that point at nobody. */
@Injectable()
export class ReadSteeringFigures {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SteeringCounts) private readonly counts: SteeringCounts,
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for who does not lead. Of a group that is not there nothing is told. Organisers see no intervention, so the service counts. */
  async run(actor: Actor, organisationId: Id, span: FiguresSpan, groupId: Id | null): Promise<ToldFigures | null> {
    if (!leadOf(actor, organisationId)) return null;
    return this.work.as(system('steering-figures', organisationId), async (transaction) => {
      const { timeZone } = await this.organisations.staffedHours(transaction, organisationId);
      const { from, until } = figuresStretch(span, this.clock.now(), timeZone);
      const counted = await this.counts.counts(transaction, organisationId, from, until);
      const times = await this.counts.times(transaction, organisationId, from, until);
      const kinds = steeringFigures(toldCounts(counted), groupId).map((figure) => {
        const time = times.find((one) => one.kind === figure.kind && one.groupId === groupId);
        return { ...figure, medianHours: time ? Math.round(time.medianHours * 4) / 4 : null };
      });
      return { from, until, kinds };
    });
  }
}
