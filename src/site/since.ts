/*
 * Most builds follow another one that knew all articles but a few. What is worked out of all articles together can then be
 * taken over but for what those few touch, if one knows which they are, and where the others stood.
 */

/** From so many articles on that came or went, little is the same. */
const MOST = 32;

/** What has come and gone since an earlier call, where that is little and the others stand in the order of then. */
export interface Since {
  /** For each place of now: the place of then, or −1 for one that has come. */
  readonly before: Int32Array;
  /**
   * For each place of then: the place of now, or −1 for one that has gone. Where one has come for one that has gone (an
   * edit, most often), it has its place.
   */
  readonly after: Int32Array;
  /** The places of those that have come, ascending: an article edited is one that has come and one that has gone. */
  readonly come: readonly number[];
  /** The places, of then, of those that have gone, ascending. */
  readonly gone: readonly number[];
}

/**
 * What has come and gone; null where it is much, or others have changed places among each other.
 *
 * @param before for each place of now the place of then, or −1
 * @param count how many there were
 */
export function sinceThen(before: Int32Array, count: number): Since | null {
  if (Math.abs(before.length - count) > MOST) return null;
  const after = new Int32Array(count).fill(-1);
  const come: number[] = [];
  const gone: number[] = [];
  let next = 0;
  let unpaired = 0;
  for (let place = 0; place <= before.length; place++) {
    const own = place === before.length ? count : before[place]!;
    if (own < 0) {
      if (come.push(place) > MOST) return null;
      continue;
    }
    if (own < next || own - next > MOST) return null;
    // What stood in this gap has gone; what has come there takes its place, one after the other.
    for (; next < own; next++) {
      if (gone.push(next) > MOST) return null;
      if (unpaired < come.length) after[next] = come[unpaired++]!;
    }
    unpaired = come.length;
    if (next < count) after[next++] = place;
  }
  return { before, after, come, gone };
}

/**
 * The same of two rows of anything, told by comparing them: what stands where it stood is not looked for.
 *
 * @param isSame whether one of now is one of then, by their places
 * @param most from so many that came or went on nothing is told
 */
export function sinceBetween(
  count: number,
  countThen: number,
  isSame: (now: number, then: number) => boolean,
  most = MOST,
): Pick<Since, 'before' | 'come' | 'gone'> | null {
  const before = new Int32Array(count).fill(-1);
  const come: number[] = [];
  const gone: number[] = [];
  let next = 0;
  for (let place = 0; place < count; place++) {
    let at = next;
    if (next >= countThen || !isSame(place, next)) {
      const end = Math.min(countThen, next + MOST + 1);
      while (at < end && !isSame(place, at)) at++;
      if (at === end) {
        if (come.push(place) > most) return null;
        continue;
      }
      for (; next < at; next++) gone.push(next);
    }
    before[place] = at;
    next = at + 1;
  }
  if (gone.length + countThen - next > most) return null;
  for (; next < countThen; next++) gone.push(next);
  return { before, come, gone };
}

/**
 * What has come and gone among the articles that lead.
 *
 * @param leads their places now, ascending
 * @param leadsThen for each place of then the place of its lead
 */
export function sinceAmong({ before }: Since, leads: readonly number[], leadsThen: Int32Array): Since | null {
  const positions = new Int32Array(leadsThen.length).fill(-1);
  let count = 0;
  for (let place = 0; place < leadsThen.length; place++)
    if (leadsThen[place] === place) positions[place] = count++;
  const own = new Int32Array(leads.length);
  for (let i = 0; i < leads.length; i++) {
    const place = before[leads[i]!]!;
    own[i] = place < 0 ? -1 : positions[place]!;
  }
  return sinceThen(own, count);
}
