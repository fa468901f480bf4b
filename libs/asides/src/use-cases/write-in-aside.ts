import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import {
  blanksIn,
  type Clock,
  fail,
  type Id,
  invalid,
  notFound,
  ok,
  problem,
  type Problem,
  readText,
  type Result,
} from '@kring/kernel';
import { GroupsReader } from '@kring/groups';
import { Helplines } from '@kring/guidance';
import { type AccountActor, CLOCK, Metrics, newId, once, Outbox, system, type Transaction, UnitOfWork } from '@kring/platform'; // prettier-ignore
import { assess, type Severity } from '@kring/safety';
import { asideState, mayWrite, sideOf } from '../domain/aside';
import { messageLimit } from '../domain/limits';
import { asideAlarmAnswered, asideAlarmed, asideChanged } from '../events';
import { AsideAlarms } from '../storage/alarms';
import { Asides, peopleOf } from '../storage/asides';
import type { AsideMessageRecord, AsideRecord } from '../storage/records';
import { readHelpline } from './read-helpline';

export interface WriteInAsideInput {
  readonly clientKey: string;
  readonly asideId: Id;
  readonly text: string;
  /** A helpline that the moderator points to. */
  readonly helpline: string | null;
}

export interface Written {
  readonly aside: AsideRecord;
  readonly message: AsideMessageRecord;
  /** The member needs somebody now. */
  readonly needsHelp: boolean;
}

type NewMessage = Omit<AsideMessageRecord, 'severity' | 'checked'>;

/** One of the two says something. A member's words are read for danger, and call every moderator when somebody is needed now. */
@Injectable()
export class WriteInAside {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(AsideAlarms) private readonly alarms: AsideAlarms,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(Helplines) private readonly directory: Helplines,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: WriteInAsideInput): Promise<Result<Written, Problem>> {
    const text = readText(input.text, { field: 'text', limit: messageLimit });
    if (!text.ok) return text;
    const helpline = readHelpline(this.directory, input.helpline);
    if (!helpline.ok) return helpline;
    let severity: Severity | null = null;
    const written = await this.work.as(
      actor,
      async (transaction): Promise<Result<Omit<Written, 'needsHelp'>, Problem>> => {
        const aside = await this.asides.aside(transaction, input.asideId);
        const side = aside && sideOf(peopleOf(actor), aside);
        if (!side) return fail({ ...notFound, field: 'asideId' });
        if (side === 'MEMBER' && helpline.value !== null) return fail(invalid('helpline', 'unknown'));
        // A member may write braces; what staff send is checked for the blanks of a template.
        if (side === 'STAFF' && blanksIn(text.value).length > 0)
          return fail(problem('UNFILLED_TEMPLATE', { field: 'text' }));
        const { organisationId } = aside;
        const { clientKey, ...key } = input;
        const made = await once(
          transaction,
          { organisationId, who: actor.accountId, operation: 'write-in-aside', clientKey, input: key },
          async () => {
            const may = mayWrite(asideState(await this.asides.lock(transaction, aside)));
            if (!may.ok) return may;
            const at = this.clock.now();
            const message = { ...placeOf(aside), id: newId(at), asideId: aside.id, text: text.value, helpline: helpline.value, at }; // prettier-ignore
            if (side === 'MEMBER') severity = await this.sayAsMember(transaction, { ...message, byMember: true });
            else await this.sayAsStaff(transaction, { ...message, byMember: false });
            return ok({ messageId: message.id });
          },
        );
        if (!made.ok) return made;
        const now = await this.asides.aside(transaction, aside.id);
        const message = await this.asides.message(transaction, made.value['messageId'] ?? '');
        return now && message ? ok({ aside: now, message }) : fail(notFound);
      },
    );
    if (!written.ok) return written;
    const { aside, message } = written.value;
    if (!message.byMember) return ok({ aside, message, needsHelp: false });
    return ok({ aside, message, needsHelp: (severity ?? (await this.severityOf(message))) === 'CRISIS' });
  }

  /** For words that were kept before. Members do not read how theirs were read; the system looks whether help is called for. */
  private async severityOf({ organisationId, id }: AsideMessageRecord): Promise<Severity | null> {
    const kept = await this.work.as(system('help-card', organisationId), (transaction) =>
      this.asides.message(transaction, id),
    );
    return kept?.severity ?? null;
  }

  private async sayAsMember(transaction: Transaction, message: NewMessage): Promise<Severity> {
    const { organisationId, groupId, membershipId, staffId, asideId, at } = message;
    const group = await this.groups.group(transaction, groupId);
    if (!group) throw new Error('a group that somebody talks in can be read by them');
    const reading = this.metrics.time('kring_assessment_seconds', {}, () =>
      assess(message.text, { group: group.safety }),
    );
    if (!reading.checked) this.metrics.count('kring_failed_checks_total', {});
    await this.asides.say(transaction, message, 'MEMBER');
    await this.asides.keepReading(transaction, message, reading);
    await this.outbox.add(transaction, organisationId, asideChanged, { asideId, membershipId, staffId });
    if (reading.severity !== 'CRISIS') return reading.severity;
    const alarmId = newId(at);
    await this.alarms.raise(transaction, { ...placeOf(message), id: alarmId, asideId, at });
    await this.outbox.add(transaction, organisationId, asideAlarmed, { alarmId, groupId, membershipId });
    return reading.severity;
  }

  private async sayAsStaff(transaction: Transaction, message: NewMessage): Promise<void> {
    const { organisationId, membershipId, staffId, asideId, at } = message;
    await this.asides.say(transaction, message, 'STAFF');
    await this.outbox.add(transaction, organisationId, asideChanged, { asideId, membershipId, staffId });
    if (await this.alarms.answer(transaction, { organisationId, id: asideId }, staffId, at))
      await this.outbox.add(transaction, organisationId, asideAlarmAnswered, { asideId });
    await this.audit.record(transaction, organisationId, 'aside.written', { aside: asideId, message: message.id });
  }
}

function placeOf({ organisationId, groupId, membershipId, staffId }: AsideRecord | NewMessage) {
  return { organisationId, groupId, membershipId, staffId };
}
