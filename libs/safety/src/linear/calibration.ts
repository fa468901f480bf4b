/** Turns a margin into a probability: 1 / (1 + e^-(slope × margin + offset)). */
export interface Calibration {
  slope: number;
  offset: number;
}

export function probability(margin: number, { slope, offset }: Calibration): number {
  return 1 / (1 + Math.exp(-(slope * margin + offset)));
}

/**
 * Platt's calibration with his softened targets, by Newton's method: fit on margins of examples that the model has not seen.
 * Never turns the order round: when the margins say nothing, or the opposite, every probability is the share of positives.
 */
export function calibrate(margins: ArrayLike<number>, isPositive: ArrayLike<number | boolean>): Calibration {
  const count = margins.length;
  let positives = 0;
  for (let at = 0; at < count; at += 1) if (isPositive[at]) positives += 1;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (count - positives + 2);
  const level = Math.log((positives + 1) / (count - positives + 1));
  let slope = 0;
  let offset = level;
  const loss = (a: number, b: number): number => {
    let sum = 0;
    for (let at = 0; at < count; at += 1) {
      const logit = a * (margins[at] ?? 0) + b;
      const target = isPositive[at] ? high : low;
      sum += Math.max(logit, 0) - target * logit + Math.log1p(Math.exp(-Math.abs(logit)));
    }
    return sum;
  };
  let now = loss(slope, offset);
  for (let turn = 0; turn < 100; turn += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9];
    for (let at = 0; at < count; at += 1) {
      const margin = margins[at] ?? 0;
      const said = probability(margin, { slope, offset });
      const miss = said - (isPositive[at] ? high : low);
      const bend = said * (1 - said);
      ga += miss * margin;
      gb += miss;
      haa += bend * margin * margin;
      hab += bend * margin;
      hbb += bend;
    }
    if (Math.abs(ga) < 1e-6 && Math.abs(gb) < 1e-6) break;
    const whole = haa * hbb - hab * hab;
    if (!(whole > 0)) break;
    const da = (hbb * ga - hab * gb) / whole;
    const db = (haa * gb - hab * ga) / whole;
    let part = 1;
    let better = loss(slope - da, offset - db);
    while (better > now && part > 1e-8) {
      part /= 2;
      better = loss(slope - part * da, offset - part * db);
    }
    if (better > now) break;
    slope -= part * da;
    offset -= part * db;
    if (now - better < 1e-9) break;
    now = better;
  }
  return slope > 0 && Number.isFinite(slope) ? { slope, offset } : { slope: 0, offset: level };
}
