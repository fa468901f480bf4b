import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectFolder } from '@kring/platform';

export interface HelplineRecord {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly topics: readonly string[];
  readonly audience: readonly string[];
  readonly channels: {
    readonly phone?: string;
    readonly chat?: boolean;
    readonly email?: boolean;
    readonly forum?: boolean;
  };
  readonly url: string | null;
  /** When an organisation last checked it; null is shown as "not checked yet". */
  readonly verifiedOn: string | null;
}

/** For everybody, whatever else they ask for. */
const everyone = 'everyone';
const everything = 'everything';

/** The directory of helplines: public facts, kept as data. */
@Injectable()
export class Helplines {
  private readonly all = (
    JSON.parse(readFileSync(join(projectFolder, 'libs/guidance/data/helplines.json'), 'utf8')) as {
      helplines: HelplineRecord[];
    }
  ).helplines;

  /** Those that fit a topic and an audience; the ones for exactly this topic first. */
  find(topic: string | null, audience: string | null): HelplineRecord[] {
    const fits = this.all.filter(
      (line) =>
        (topic === null || line.topics.includes(topic) || line.topics.includes(everything)) &&
        (audience === null || line.audience.includes(audience) || line.audience.includes(everyone)),
    );
    return topic === null
      ? fits
      : [...fits].sort((a, b) => Number(b.topics.includes(topic)) - Number(a.topics.includes(topic)));
  }

  /** Null when the directory does not know it, or does not any more. */
  bySlug(slug: string | null): HelplineRecord | null {
    return this.all.find((one) => one.slug === slug) ?? null;
  }

  named(...slugs: readonly string[]): HelplineRecord[] {
    return slugs.map((slug) => {
      const line = this.bySlug(slug);
      if (!line) throw new Error(`the directory lacks ${slug}`);
      return line;
    });
  }
}
