import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id, Problem, Result, StaffedHours } from '@kring/kernel';
import { ok, readTexts } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { Codes } from '@kring/identity';
import { CLOCK, insert, newId, system, UnitOfWork } from '@kring/platform';
import { defaultStaffedHours } from '../domain/default-hours';
import { displayNameRule, organisationNameRule, staffInvitationDays } from '../domain/limits';

export interface Founded {
  readonly organisationId: Id;
  /** For the first organiser; shown once. */
  readonly code: string;
  readonly expiresAt: Date;
}

/** A steward brings in an organisation and invites its first organiser. */
@Injectable()
export class FoundOrganisation {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Codes) private readonly codes: Codes,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(input: {
    readonly name: string;
    readonly organiserName: string;
    readonly staffedHours?: StaffedHours;
  }): Promise<Result<Founded, Problem>> {
    const texts = readTexts({
      name: [input.name, organisationNameRule],
      organiserName: [input.organiserName, displayNameRule],
    });
    if (!texts.ok) return texts;
    const organisationId = newId();
    const invitationId = newId();
    const at = this.clock.now();
    const expiresAt = new Date(at.getTime() + staffInvitationDays * 86_400_000);
    return this.work.as(system('found-organisation', organisationId), async (transaction) => {
      await insert(transaction, 'organisations', {
        organisationId,
        name: texts.value.name,
        staffedHours: { ...(input.staffedHours ?? defaultStaffedHours) },
        createdAt: at,
      });
      await insert(transaction, 'staff_invitations', {
        organisationId,
        id: invitationId,
        role: 'ORGANISER',
        displayName: texts.value.organiserName,
        createdAt: at,
        expiresAt,
      });
      const code = await this.codes.issue(transaction, 'STAFF', { organisationId, subjectId: invitationId });
      await this.audit.record(transaction, organisationId, 'organisation.founded', { invitation: invitationId });
      return ok({ organisationId, code, expiresAt });
    });
  }
}
