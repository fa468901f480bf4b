import { Inject, Injectable } from '@nestjs/common';
import { byGravity, type GuidelineTopic, topicOfCategory } from '@kring/guidance';
import type { Id } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import type { Transaction } from '@kring/platform';
import { mostSimilar } from '../domain/similar-decisions';
import { pointingAt } from '../domain/topics-of-item';
import { type EarlierDecision, EarlierDecisions } from '../storage/earlier-decisions';
import type { ReviewItemRecord } from '../storage/records';

/** An earlier decision with what its item was about. */
export interface TopicalDecision extends EarlierDecision {
  readonly topics: readonly GuidelineTopic[];
}

/** How the team decided on what is like an item. */
@Injectable()
export class ReadGuidance {
  constructor(@Inject(EarlierDecisions) private readonly earlier: EarlierDecisions) {}

  /** The newest decisions of an organisation, among which is looked for what is like any of its items. */
  async decisions(transaction: Transaction, organisationId: Id): Promise<TopicalDecision[]> {
    const decisions = await this.earlier.newest(transaction, organisationId);
    return decisions.map((one) => {
      const noticed = one.noticed.map((category) => ({ category, severity: one.severity }));
      return { ...one, topics: topicsOf(one, one.flags, noticed) };
    });
  }
}

/** Of these, those on other items that are most like this one. `topics`: what it is about, see {@link topicsOf}. */
export function similarTo(
  { id, severity, groupId }: ReviewItemRecord,
  topics: readonly GuidelineTopic[],
  decisions: readonly TopicalDecision[],
): EarlierDecision[] {
  return mostSimilar(
    { topics, severity, groupId },
    decisions.filter(({ itemId }) => itemId !== id),
  );
}

/** What an item is about, the gravest first: by its reason, its flags, and what was noticed in its posts. */
export function topicsOf(
  item: { readonly reason: string; readonly severity: Severity },
  flags: readonly string[],
  noticed: readonly { readonly category: string; readonly severity: Severity }[],
): GuidelineTopic[] {
  const { categories, topics } = pointingAt(item, flags, noticed);
  const named = categories.flatMap(({ category, severity }) => {
    const topic = topicOfCategory(category);
    return topic === null ? [] : [{ topic, severity }];
  });
  return byGravity([...named, ...topics]);
}
