import { setTimeout as pause } from 'node:timers/promises';
import { ask, type StaffPerson } from '@kring/testing';

const waiting = `query ($id: ID!) { reviewItems(organisationId: $id, first: 20) { edges { node { id state claim { by { displayName } } } } } }`;
const claim = `mutation ($input: ClaimReviewItemInput!) { claimReviewItem(input: $input) { ... on ReviewItem { id } ... on Problem { code } } }`;
const release = `mutation ($input: ReleaseReviewItemInput!) { releaseReviewItem(input: $input) { ... on ReviewItem { id } ... on Problem { code } } }`;

interface Answered {
  readonly id?: string;
  readonly code?: string;
}

/** A moderator who takes items and hands them over all the time, so that claims and the audit chain meet every crash too. */
export class Shift {
  /** Claims and hand-overs that were acknowledged. */
  done = 0;
  private over = false;

  constructor(
    private readonly url: string,
    private readonly organisationId: string,
    private readonly moderator: StaffPerson,
  ) {}

  async work(): Promise<void> {
    while (!this.over) {
      const items = await this.queue();
      const item = items.find((one) => !one.claim) ?? items[0];
      if (item) {
        await this.ask(claim, { input: { id: item.id } });
        await pause(20);
        await this.ask(release, { input: { id: item.id, handoverNote: 'Graag nog eens lezen.' } });
      }
      await pause(30);
    }
  }

  end(): void {
    this.over = true;
  }

  /** Gives back what a crash left in their hands. */
  async handBack(): Promise<void> {
    for (const item of await this.queue()) {
      if (item.claim?.by.displayName === this.moderator.displayName)
        await this.ask(release, { input: { id: item.id } });
    }
  }

  /** Takes every open item at once; answers the problems it met. */
  async takeAll(): Promise<string[]> {
    const refused: string[] = [];
    for (const item of await this.queue()) {
      const answer = await this.ask(claim, { input: { id: item.id } });
      if (answer?.code !== undefined) refused.push(answer.code);
    }
    return refused;
  }

  private async queue(): Promise<{ id: string; claim: { by: { displayName: string } } | null }[]> {
    interface Page {
      readonly reviewItems: {
        readonly edges: readonly {
          readonly node: {
            readonly id: string;
            readonly claim: { readonly by: { readonly displayName: string } } | null;
          };
        }[];
      } | null;
    }
    const answer = await ask<Page>(
      this.url,
      waiting,
      { id: this.organisationId },
      { token: this.moderator.token },
    ).catch(() => null);
    return answer?.data?.reviewItems?.edges.map(({ node }) => node) ?? [];
  }

  private async ask(operation: string, variables: Readonly<Record<string, unknown>>): Promise<Answered | null> {
    const answer = await ask<Record<string, Answered>>(this.url, operation, variables, {
      token: this.moderator.token,
    }).catch(() => null);
    const done = Object.values(answer?.data ?? {})[0] ?? null;
    if (done?.id !== undefined) this.done += 1;
    return done;
  }
}
