import { Inject, Injectable } from '@nestjs/common';
import { byGravity, type GuidelineTopic, topicOfCategory } from '@kring/guidance';
import type { Severity } from '@kring/safety';
import type { Transaction } from '@kring/platform';
import { mostSimilar } from '../domain/similar-decisions';
import { pointingAt } from '../domain/topics-of-item';
import { type EarlierDecision, EarlierDecisions } from '../storage/earlier-decisions';
import type { ReviewItemRecord } from '../storage/records';

/** How the team decided on what is like an item. */
@Injectable()
export class ReadGuidance {
  constructor(@Inject(EarlierDecisions) private readonly earlier: EarlierDecisions) {}

  /** `topics`: what the item is about, see {@link topicsOf}. */
  async similar(
    transaction: Transaction,
    item: ReviewItemRecord,
    topics: readonly GuidelineTopic[],
  ): Promise<EarlierDecision[]> {
    if (topics.length === 0) return [];
    const decisions = await this.earlier.besides(transaction, item.organisationId, item.id);
    return mostSimilar(
      { topics, severity: item.severity, groupId: item.groupId },
      decisions.map((one) => {
        const noticed = one.noticed.map((category) => ({ category, severity: one.severity }));
        return { ...one, topics: topicsOf(one, one.flags, noticed) };
      }),
    );
  }
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
