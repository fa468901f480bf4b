import { Inject, Injectable } from '@nestjs/common';
import { type Language, messagesFrom } from '@kring/platform';
import { type HelpCardView, viewHelpline } from './graphql/helpline-view';
import { Helplines } from './helplines';

const words = messagesFrom('libs/guidance/messages');

/** What somebody who wrote in crisis sees at once: kind words, who picks up now, and what to do in danger. */
@Injectable()
export class HelpCards {
  constructor(@Inject(Helplines) private readonly helplines: Helplines) {}

  card(language: Language): HelpCardView {
    const helplines = this.helplines.named('zelfmoord-1813', 'awel', 'tele-onthaal', '112').map(viewHelpline);
    return { message: words('help.message', language), danger: words('help.danger', language), helplines };
  }
}
