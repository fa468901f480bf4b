import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@kring/kernel';
import { CLOCK } from '@kring/platform';
import { IdentityStore } from '../storage/identity-store';

/** Signs everybody out: after a secret leaked. Open sockets close within two seconds. */
@Injectable()
export class EndEverySession {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many sessions were open. */
  run(): Promise<number> {
    return this.store.endEverySession(this.clock.now());
  }
}
