import { library } from '../library';
import type { Language } from '../signal';
import {
  climateComponents,
  type ClimateComponent,
  type ClimatePoint,
  type ThreadPost,
  type ThreadReading,
} from './components';
import { markPost } from './post-marks';
import { Weighing } from './weigh';

/** Reads a thread post by post. Linear in its length; an empty thread is NEUTRAL. */
export function readThread(posts: readonly ThreadPost[]): ThreadReading {
  const from = library();
  const opener = posts.find((post) => post.role === 'member')?.author;
  const weighing = new Weighing();
  const points: ClimatePoint[] = posts.map((post) => weighing.add(markPost(post, opener, from)));
  const last = points.at(-1) ?? { climate: 'NEUTRAL', score: 0, components: nothing() };
  return { climate: last.climate, score: last.score, turnedAt: weighing.turnedAt, components: last.components, points };
}

/** The name of a component, for a moderator. */
export function labelComponent(name: ClimateComponent, language: Language): string {
  return library().componentNames[name]?.[language] ?? name;
}

function nothing(): Record<ClimateComponent, number> {
  return Object.fromEntries(climateComponents.map((name) => [name, 0])) as Record<ClimateComponent, number>;
}
