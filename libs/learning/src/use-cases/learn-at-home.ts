import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, system, UnitOfWork } from '@kring/platform';
import { categories, goodNews } from '@kring/safety';
import { type HomeModel, learnCategory, type Lesson, lessonOf } from '../domain/home-model';
import { Examples } from '../storage/examples';
import { LearningStore } from '../storage/learning-store';

const textsInStep = 20;

/** Lets what waits for this process have its turn: a crisis at night is not made to wait until everything is learned. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Trains an organisation's models anew from its own moderators' decisions; what was erased since is not in them any more. */
@Injectable()
export class LearnAtHome {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Examples) private readonly examples: Examples,
    @Inject(LearningStore) private readonly store: LearningStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Harmless when it is run again. Answers how many models are in use. */
  async run(organisationId: Id): Promise<number> {
    const who = system('learn-at-home', organisationId);
    const now = this.clock.now();
    const examples = await this.work.as(who, async (transaction) =>
      (await this.store.choices(transaction, organisationId)).learns
        ? this.examples.of(transaction, organisationId)
        : [],
    );
    const lessons: Lesson[] = [];
    for (const example of examples) {
      lessons.push(lessonOf(example));
      if (lessons.length % textsInStep === 0) await breathe();
    }
    const models: HomeModel[] = [];
    for (const category of categories) {
      if (goodNews.includes(category) || !lessons.some((lesson) => lesson.categories.includes(category))) continue;
      models.push(await learnCategory(category, lessons, now, breathe));
    }
    await this.work.as(who, async (transaction) => {
      // Switched off while it trained: then nothing is kept.
      const { learns } = await this.store.choices(transaction, organisationId);
      await this.store.replace(transaction, organisationId, learns ? models : [], now);
    });
    return models.filter(({ raiseFrom }) => raiseFrom !== null).length;
  }
}
