import { zones } from './climate-geometry';
import type { Intervention } from './use-review-item';

/** How a thread went after an intervention, by the last look there was. */
export function effectOf({ climateBefore, climateAfter, climateLater, undoneAt }: Intervention) {
  if (undoneAt) return 'undone';
  const after = climateLater ?? climateAfter;
  if (!after) return 'soon';
  const change = zones.indexOf(after) - zones.indexOf(climateBefore);
  if (change === 0) return 'same';
  return change < 0 ? 'better' : 'worse';
}
