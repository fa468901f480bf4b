import { lowerBound, upperBound } from '@kring/kernel';
import { type ComparedThread, isCall, type LearnedClimate, type LearnedDrift } from '@kring/safety';

/** What is learned of drift adds, as Markdown: threads called without and with it, read with what others than their writers taught. */
export function driftReport(learned: readonly LearnedDrift[], climate: LearnedClimate): string {
  const all = climate.calls.map(({ path, with: call }) => ({ thread: path.thread, without: path.before, with: call }));
  return [
    '### Threads that drift',
    '',
    '| threads of writers that were not met | by rules alone | with what is known of drift |',
    '|---|---|---|',
    ...learned.flatMap(({ language, weights, compared }) => [
      `| ${language}: turning, called before their last third | ${cell(compared, 'without', true)} | ${cell(compared, 'with', true)} |`,
      `| ${language}: healthy, called${weights === null ? ' (it did not earn its place)' : ''} | ${cell(compared, 'without', false)} | ${cell(compared, 'with', false)} |`,
    ]),
    '',
    '| threads of all languages, of writers that were not met | by components as they are weighed by hand | and by weights that were learned |',
    '|---|---|---|',
    `| turning, called before their last third | ${cell(all, 'without', true)} | ${cell(all, 'with', true)} |`,
    `| healthy, called | ${cell(all, 'without', false)} | ${cell(all, 'with', false)} |`,
    '',
  ].join('\n');
}

function cell(compared: readonly ComparedThread[], side: 'without' | 'with', turning: boolean): string {
  const all = compared.filter(({ thread }) => thread.expect.escalates === turning);
  const count = all.filter((one) => isCall(one.thread, one[side])).length;
  const bound = turning
    ? `≥ ${lowerBound(count, all.length).toFixed(3)}`
    : `≤ ${upperBound(count, all.length).toFixed(3)}`;
  return `${(count / Math.max(1, all.length)).toFixed(3)} (${count} of ${all.length}; ${bound})`;
}
