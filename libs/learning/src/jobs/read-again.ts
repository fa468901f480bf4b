import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@kring/kernel';
import { CLOCK, type DomainEvent, type EventHandler, EventHandlers, Timers, type Transaction } from '@kring/platform';
import { postEdited, postSubmitted, StoriesReader } from '@kring/stories';
import { mostAtOnce, RemoteReader } from '../remote/remote-reader';
import { AskRemote, isToBeRead } from '../use-cases/ask-remote';
import { DrawForAudit } from '../use-cases/draw-for-audit';
import { placeIn } from '../use-cases/post-place';
import { ReadAtHome } from '../use-cases/read-at-home';

const remoteTimer = 'ask-remote';

/** After the rules, new words are read by what was learned at home, drawn by chance, and sent to the organisation's own model. */
@Injectable()
export class ReadAgain implements EventHandler, OnModuleInit {
  readonly name = 'read-again';
  readonly types = [postSubmitted, postEdited];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(ReadAtHome) private readonly atHome: ReadAtHome,
    @Inject(DrawForAudit) private readonly audit: DrawForAudit,
    @Inject(RemoteReader) private readonly remote: RemoteReader,
    @Inject(AskRemote) private readonly ask: AskRemote,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
    this.timers.register({
      name: remoteTimer,
      together: mostAtOnce,
      run: ({ organisationId, ...place }) => this.ask.run(placeIn(organisationId, place)),
    });
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const place = placeIn(event.organisationId, event.payload);
    const post = await this.stories.readingOf(transaction, place.organisationId, place.threadId, place.postId);
    if (!post || !isToBeRead(post)) return;
    await this.atHome.run(transaction, place, post);
    await this.audit.run(transaction, place, post);
    if (this.remote.isOn) await this.timers.set(transaction, remoteTimer, place.postId, this.clock.now(), { ...place });
  }
}
