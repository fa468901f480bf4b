import { Module } from '@nestjs/common';
import { HelplineResolver } from './graphql/helpline.resolver';
import { HelpCards } from './help-cards';
import { Helplines } from './helplines';

/** Where help is to be found. */
@Module({ providers: [Helplines, HelpCards, HelplineResolver], exports: [Helplines, HelpCards] })
export class GuidanceModule {}
