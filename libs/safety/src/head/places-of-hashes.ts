/** As many bits tell at once that a hash is not there, which is so of half that are asked for; they fit the nearest cache. */
const filterBits = 17;

/** Finds where a 32-bit hash stands in a list; an open table, for a map of numbers this size is slow. */
export class PlacesOfHashes {
  /** Pairs of a hash and its place plus one, so that one look finds both; 0 where there is none. */
  private readonly pairs: Uint32Array;
  private readonly mask: number;
  private readonly filter = new Uint32Array((1 << filterBits) / 32);

  constructor(hashes: Uint32Array) {
    let size = 16;
    while (size < hashes.length * 2) size *= 2;
    this.mask = size - 1;
    this.pairs = new Uint32Array(size * 2);
    hashes.forEach((hash, place) => {
      let at = hash & this.mask;
      while ((this.pairs[at * 2 + 1] ?? 0) > 0) at = (at + 1) & this.mask;
      this.pairs[at * 2] = hash;
      this.pairs[at * 2 + 1] = place + 1;
      const bit = hash >>> (32 - filterBits);
      this.filter[bit >>> 5] = (this.filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
    });
  }

  /** Its place, or -1. */
  of(hash: number): number {
    const bit = hash >>> (32 - filterBits);
    if ((((this.filter[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 0) return -1;
    let at = hash & this.mask;
    for (;;) {
      const next = this.pairs[at * 2 + 1] ?? 0;
      if (next === 0 || this.pairs[at * 2] === hash) return next - 1;
      at = (at + 1) & this.mask;
    }
  }
}
