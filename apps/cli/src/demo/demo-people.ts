import { randomInt, randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { type GroupRecord, JoinAnotherGroup, JoinGroup } from '@kring/groups';
import { Accounts, OneTimeCodes, RecoveryCodes, Sessions } from '@kring/identity';
import type { Clock, Problem, Result } from '@kring/kernel';
import { AcceptStaffInvitation } from '@kring/organisations';
import { type AccountActor, type Reply, system, UnitOfWork } from '@kring/platform';
import { Secret, TOTP } from 'otpauth';
import type { DemoMember } from './demo-content';
import { must } from './must';

/** Somebody of the demo, with an account and a session of their own. */
export interface Person {
  readonly nickname: string;
  readonly signInName: string;
  readonly oneTimeCodeSecret: string | null;
  readonly token: string;
  actor: AccountActor;
}

/** One passphrase for everybody in the demo, made for this installation: four words. */
export function makePassphrase(words: readonly string[]): string {
  const chosen = new Set<string>();
  while (chosen.size < 4) chosen.add(words[randomInt(words.length)] ?? '');
  return [...chosen].join(' ');
}

/** Lets people into the demo by the same doors as everybody, each from a device of their own. */
export class DemoPeople {
  private readonly everybody: Person[] = [];

  constructor(
    private readonly app: INestApplicationContext,
    private readonly clock: Clock,
    readonly passphrase: string,
  ) {}

  /** Takes a staff position and sets up one-time codes. */
  async serve(code: string, name: string): Promise<Person> {
    const accept = this.app.get(AcceptStaffInvitation);
    const { signInName, value: setup } = await withFreeName(name, (signInName) =>
      accept.run({ clientKey: randomUUID(), code, signInName, passphrase: this.passphrase }, aDevice()),
    );
    const accountId = await this.app.get(OneTimeCodes).confirm(setup.setupToken, this.codeNow(setup.secret));
    if (!accountId) throw new Error('the demo does not fit: a one-time code was refused');
    await this.app.get(RecoveryCodes).renew(accountId);
    const token = await this.app.get(Sessions).start({ id: accountId, needsOneTimeCode: true });
    return this.signedIn({ nickname: name, signInName, oneTimeCodeSecret: setup.secret, token });
  }

  /** Joins a group by a code; who waits for admission is let in by {@link refresh} later. */
  async join(code: string, group: GroupRecord, member: DemoMember): Promise<Person> {
    const { nickname, ageBand = null, gender = null } = member;
    const join = this.app.get(JoinGroup);
    const { signInName, value: joined } = await withFreeName(nickname, (signInName) =>
      join.run(
        {
          clientKey: randomUUID(),
          code,
          nickname,
          avatar: null,
          acceptedCharterVersion: group.charterVersion,
          ageBand,
          gender,
          signInName,
          passphrase: this.passphrase,
        },
        aDevice(),
      ),
    );
    return this.signedIn({ nickname, signInName, oneTimeCodeSecret: null, token: joined.token });
  }

  /** Somebody who has an account comes into one more group. */
  async joinToo(person: Person, code: string, group: GroupRecord, nickname: string): Promise<void> {
    const input = {
      clientKey: randomUUID(),
      code,
      nickname,
      avatar: null,
      acceptedCharterVersion: group.charterVersion,
      ageBand: null,
      gender: null,
    };
    must(await this.app.get(JoinAnotherGroup).run(person.actor, input, aDevice()), nickname);
    await this.refresh(person);
  }

  /** A steward: no organisation, one-time codes at once. */
  async steward(name: string): Promise<Person> {
    const accounts = this.app.get(Accounts);
    const { signInName, value: accountId } = await withFreeName(name, async (signInName) => {
      const credentials = await accounts.prepare({ signInName, passphrase: this.passphrase });
      if (!credentials.ok) return credentials;
      return this.app
        .get(UnitOfWork)
        .as(system('demo', null), (transaction) =>
          accounts.create(transaction, credentials.value, { staff: false, steward: true }),
        );
    });
    const secret = new Secret({ size: 20 }).base32;
    await this.app.get(OneTimeCodes).keep(accountId, secret);
    await this.app.get(RecoveryCodes).renew(accountId);
    const token = await this.app.get(Sessions).start({ id: accountId, needsOneTimeCode: true });
    return this.signedIn({ nickname: name, signInName, oneTimeCodeSecret: secret, token });
  }

  /** Looks again at what somebody may enter. */
  async refresh(person: Person): Promise<void> {
    const actor = await this.app.get(Sessions).check(person.token);
    if (!actor) throw new Error('the demo does not fit: a session ended too soon');
    person.actor = actor;
  }

  /** Signs everybody out, so that nobody finds a session that is not theirs. */
  async signOut(): Promise<void> {
    const sessions = this.app.get(Sessions);
    for (const { actor } of this.everybody) await sessions.end(actor.accountId, actor.sessionId);
  }

  private async signedIn(person: Omit<Person, 'actor'>): Promise<Person> {
    const actor = await this.app.get(Sessions).check(person.token);
    if (!actor) throw new Error('the demo does not fit: nobody is signed in after joining');
    const known = { ...person, actor };
    this.everybody.push(known);
    return known;
  }

  private codeNow(secret: string): string {
    return totp(secret).generate({ timestamp: this.clock.now().getTime() });
  }
}

/** The generator of one-time codes for a secret; see `OneTimeCodes`. */
export function totp(secret: string): TOTP {
  return new TOTP({ issuer: 'Kring', algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) });
}

/** A device that nobody has seen before. */
function aDevice(): Reply {
  return {
    setSession: () => undefined,
    deviceMark: randomUUID(),
    addressMark: randomUUID(),
    isKnownTo: () => false,
    rememberFor: () => undefined,
  };
}

/** Tries a sign-in name, easy to type, then the same with 2, 3 … behind it, until nobody has it yet. */
async function withFreeName<Value>(
  name: string,
  attempt: (signInName: string) => Promise<Result<Value, Problem>>,
): Promise<{ signInName: string; value: Value }> {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (let number = 1; ; number += 1) {
    const signInName = number === 1 ? plain : `${plain} ${number}`;
    const made = await attempt(signInName);
    if (made.ok || made.problem.code !== 'SIGN_IN_NAME_TAKEN' || number >= 50)
      return { signInName, value: must(made, name) };
  }
}
