import { finish, hashText, type Lanes } from '../base/hash.ts';

/** Pages that have exactly as many entries as they may. */
const EXACT = 2;
/** The fewest and the most entries of any other page, in thirds of that. */
const LEAST = 2;
const MOST = 4;

/**
 * Where the older pages of a list end: places in the list, ascending. They are counted from the oldest entry, and an end
 * follows from the entries before it and from so many after it as could still be on the page: so a page that has
 * ended stays as it is whatever comes at the end of the list.
 *
 * The first two pages have `size` entries. Every other one ends with that of the entries allowed whose address has the least
 * hash: so an entry that comes or goes changes its page and hardly ever one behind it.
 *
 * @param addressAt the address of an entry, oldest first
 */
export function pageEnds(count: number, size: number, addressAt: (place: number) => string): number[] {
  const least = Math.ceil((size * LEAST) / 3);
  const most = Math.floor((size * MOST) / 3);
  const ends: number[] = [];
  for (let start = 0; ; start = ends.at(-1)!) {
    const isFlexible = ends.length >= EXACT;
    if (start + (isFlexible ? most : size) > count) return ends;
    let end = start + (isFlexible ? least : size);
    if (isFlexible) {
      let lowest = Number.POSITIVE_INFINITY;
      for (let place = start + least; place <= start + most; place++) {
        const lot = lotOf(addressAt(place - 1));
        if (lot >= lowest) continue;
        lowest = lot;
        end = place;
      }
    }
    ends.push(end);
  }
}

const lanes: Lanes = { lo: 0, hi: 0 };

/** A number that is an address's own, 32 bits. */
function lotOf(address: string): number {
  hashText(address, lanes);
  return finish(lanes.lo ^ lanes.hi);
}
