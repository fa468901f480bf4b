/** How much the bench's database holds. Everything else follows from these. */
export interface Size {
  /** Fifty posts each, on average. */
  readonly threads: number;
  /** Open review items of one organisation that has nothing else: each stands on a thread with one story. */
  readonly openItems: number;
  /** Whether each post comes with its revision and assessment; nothing that is measured on the largest size reads them. */
  readonly withRevisions: boolean;
}

export const postsPerThread = 50;
export const groupsPerOrganisation = 10;
export const threadsPerGroup = 500;
/** With an account of their own; a few more come over from the next group. */
export const membersPerGroup = 25;

/** The size that the goals are about: 1,000,000 posts in 20,000 threads, 100,000 open items. */
export const full: Size = { threads: 20_000, openItems: 100_000, withRevisions: true };
export const quick: Size = { threads: 1000, openItems: 5000, withRevisions: true };
export const tiny: Size = { threads: 40, openItems: 200, withRevisions: true };

/** The three sizes of `--growth`: 100,000, 1,000,000 and 10,000,000 posts. */
export const growing: readonly Size[] = [2000, 20_000, 200_000].map((threads) => ({
  threads,
  openItems: 0,
  withRevisions: false,
}));

/** For trying out `--growth`. */
export const tinyGrowth: readonly Size[] = [10, 20].map((threads) => ({ threads, openItems: 0, withRevisions: false }));

export function organisationsIn(size: Size): number {
  return Math.max(2, Math.ceil(size.threads / (groupsPerOrganisation * threadsPerGroup)));
}

export function groupsIn(size: Size): number {
  return organisationsIn(size) * groupsPerOrganisation;
}

/** A name for a folder, the same for the same size. */
export function nameOf(size: Size): string {
  return `${size.threads * postsPerThread}-posts-${size.openItems}-items${size.withRevisions ? '' : '-bare'}`;
}
