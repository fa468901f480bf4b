/** As many bits tell at once that a hash is not there, which is so of nearly all that are asked for; they fit the nearest cache. */
const filterBits = 19;

/** Finds where a 32-bit hash stands in a list; an open table, for a map of numbers this size is slow. */
export class PlacesOfHashes {
  private readonly keys: Uint32Array;
  private readonly places: Int32Array;
  private readonly mask: number;
  private readonly filter = new Uint32Array((1 << filterBits) / 32);

  constructor(hashes: Uint32Array) {
    let size = 16;
    while (size < hashes.length * 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Uint32Array(size);
    this.places = new Int32Array(size).fill(-1);
    hashes.forEach((hash, place) => {
      let at = hash & this.mask;
      while ((this.places[at] ?? -1) >= 0) at = (at + 1) & this.mask;
      this.keys[at] = hash;
      this.places[at] = place;
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
      const place = this.places[at] ?? -1;
      if (place < 0 || this.keys[at] === hash) return place;
      at = (at + 1) & this.mask;
    }
  }
}
