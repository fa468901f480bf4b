import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Metrics, SETTINGS, type Settings } from '@kring/platform';
import CircuitBreaker from 'opossum';
import { withoutPersonalData } from '@kring/safety';
import { askEndpoint, type RemoteFinding } from './moderation-endpoint';

/** After this long a broken circuit lets one question through to see whether it answers again. */
const restMs = 30_000;
/** How many questions are out at once. */
export const mostAtOnce = 8;

/**
 * Asks the model that the organisation runs itself, without personal data and without saying who wrote what. Behind a circuit
 * breaker: while it keeps failing it is not asked at all.
 */
@Injectable()
export class RemoteReader implements OnApplicationShutdown {
  private readonly ending = new AbortController();
  private readonly breaker: CircuitBreaker<[string], RemoteFinding | null>;
  readonly isOn: boolean;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {
    this.isOn = settings.KRING_REMOTE_URL !== undefined;
    const endpoint = {
      url: settings.KRING_REMOTE_URL ?? '',
      key: settings.KRING_REMOTE_KEY,
      model: settings.KRING_REMOTE_MODEL,
      timeoutMs: settings.KRING_REMOTE_TIMEOUT_MS,
      raiseFrom: settings.KRING_REMOTE_RAISE_FROM,
    };
    this.breaker = new CircuitBreaker((text: string) => askEndpoint(text, endpoint, this.ending.signal), {
      timeout: false,
      capacity: mostAtOnce,
      volumeThreshold: 5,
      errorThresholdPercentage: 50,
      resetTimeout: restMs,
    });
  }

  /** What it found, null when nothing, and `UNREAD` when it could not be asked or did not answer as it should. Never throws. */
  async read(text: string): Promise<RemoteFinding | null | 'UNREAD'> {
    try {
      const found = await this.breaker.fire(withoutPersonalData(text));
      this.metrics.count('kring_remote_readings_total', { outcome: found ? 'raised' : 'quiet' });
      return found;
    } catch {
      this.metrics.count('kring_remote_readings_total', { outcome: this.breaker.opened ? 'resting' : 'failed' });
      return 'UNREAD';
    }
  }

  onApplicationShutdown(): void {
    this.ending.abort();
    this.breaker.shutdown();
  }
}
