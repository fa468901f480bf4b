/** Finds where a 32-bit hash stands in a list; an open table, for a map of numbers this size is slow. */
export class PlacesOfHashes {
  private readonly keys: Uint32Array;
  private readonly places: Int32Array;
  private readonly mask: number;

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
    });
  }

  /** Its place, or -1. */
  of(hash: number): number {
    let at = hash & this.mask;
    for (;;) {
      const place = this.places[at] ?? -1;
      if (place < 0 || this.keys[at] === hash) return place;
      at = (at + 1) & this.mask;
    }
  }
}
