import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import type { PostReading } from '@kring/stories';
import { chanceOf, rowOf, weightiest } from '../domain/home-model';
import { LearningStore, type StoredModel } from '../storage/learning-store';
import type { PostPlace } from './post-place';
import { RaiseAfterReading } from './raise-after-reading';

const mostRemembered = 50;

/** Reads a post with what its organisation's own decisions taught. It may ask that somebody reads it today, and no more. */
@Injectable()
export class ReadAtHome {
  private readonly remembered = new Map<Id, { trainedAt: string; models: StoredModel[] }>();

  constructor(
    @Inject(LearningStore) private readonly store: LearningStore,
    @Inject(RaiseAfterReading) private readonly raise: RaiseAfterReading,
  ) {}

  async run(transaction: Transaction, place: PostPlace, post: PostReading): Promise<void> {
    const models = await this.modelsOf(transaction, place.organisationId);
    if (models.length === 0) return;
    const row = rowOf(post.text);
    const best = models
      .map((model) => ({ model, chance: chanceOf(row, model) }))
      .filter(({ model, chance }) => model.raiseFrom !== null && chance >= model.raiseFrom)
      .sort((one, other) => other.chance - one.chance)[0];
    if (!best) return;
    const { category } = best.model;
    const passages = weightiest(post.text, best.model);
    await this.raise.run(transaction, place, post, {
      reader: 'HOME',
      severity: 'AMBER',
      signals: [{ category, severity: 'AMBER', rule: 'home-model', passages }],
    });
  }

  private async modelsOf(transaction: Transaction, organisationId: Id): Promise<StoredModel[]> {
    const trainedAt = await this.store.trainedAt(transaction, organisationId);
    if (trainedAt === null) {
      this.remembered.delete(organisationId);
      return [];
    }
    const remembered = this.remembered.get(organisationId);
    if (remembered?.trainedAt === trainedAt) return remembered.models;
    const models = await this.store.models(transaction, organisationId);
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(organisationId, { trainedAt, models });
    return models;
  }
}
