/** The `count` features that weigh most in any of these models, each measured by its own largest weight; ascending. */
export function weightiest(models: readonly Float64Array[], count: number): number[] {
  const size = models[0]?.length ?? 0;
  const most = new Float64Array(size);
  for (const weights of models) {
    const largest = weights.reduce((sofar, weight) => Math.max(sofar, Math.abs(weight)), 1e-9);
    for (let at = 0; at < size; at += 1) most[at] = Math.max(most[at] ?? 0, Math.abs(weights[at] ?? 0) / largest);
  }
  return Array.from(most.keys())
    .sort((one, other) => (most[other] ?? 0) - (most[one] ?? 0) || one - other)
    .slice(0, count)
    .sort((one, other) => one - other);
}
