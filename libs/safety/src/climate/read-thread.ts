import { library } from '../library';
import type { Language } from '../signal';
import type { ClimateComponent, ClimatePoint, ThreadPost, ThreadReading } from './components';
import { RunningClimate } from './running-climate';
import { nothing } from './weigh';

/** Reads a thread post by post. Linear in its length; an empty thread is NEUTRAL. */
export function readThread(posts: readonly ThreadPost[]): ThreadReading {
  const running = RunningClimate.begin();
  const points: ClimatePoint[] = posts.map((post) => {
    const { climate, score, components } = running.add(post);
    return { climate, score, components };
  });
  const last = points.at(-1) ?? { climate: 'NEUTRAL', score: 0, components: nothing() };
  return { climate: last.climate, score: last.score, turnedAt: running.turnedAt, components: last.components, points };
}

/** The name of a component, for a moderator. */
export function labelComponent(name: ClimateComponent, language: Language): string {
  return library().componentNames[name]?.[language] ?? name;
}
