import { SEVERAL } from '../base/lanes.ts';
import type { Steps } from '../base/steps.ts';
import type { Answers } from './answers.ts';
import type { Things } from './ballots.ts';
import { type Columns, LENGTHS, listStart, RELATED } from './columns.ts';
import type { Ambiguous, Wanted } from './types.ts';

/** Headlines shown as wanted, and how many of the articles that name one. */
const WANTED = 100;
const NAMED_BY = 12;

/**
 * The headlines that lead nowhere: those that the archive does not have, most named first (of equals the one printed
 * earlier), and those that several articles answer to. An article names a headline once, in whichever list or
 * cross-link; copies are one article.
 */
export function* unansweredOf(
  columns: Columns,
  things: Things,
  answers: Answers,
  pageOf: Int32Array,
): Steps<{ readonly wanted: readonly Wanted[]; readonly ambiguous: readonly Ambiguous[] }> {
  const counts = countsOf(columns, things, answers, pageOf);
  yield;
  const { most, several } = chosen(things, answers, counts);
  const namers = namersOf(columns, things, answers, pageOf, [...most, ...several]);
  yield;
  const newest = (thing: number): number[] =>
    [...namers.get(thing)!].sort((a, b) => b - a).slice(0, NAMED_BY);
  const candidates = answers.candidates(several.map((thing) => things.headline[thing]!));
  return {
    wanted: most.map((thing) => ({
      headline: columns.text(things.headline[thing]!),
      count: namers.get(thing)!.size,
      namedBy: newest(thing),
    })),
    ambiguous: several.map((thing, i) => ({
      headline: columns.text(things.headline[thing]!),
      candidates: candidates[i]!,
      namedBy: newest(thing),
    })),
  };
}

/** By thing that the archive does not have: how many articles name it. */
function countsOf(columns: Columns, things: Things, answers: Answers, pageOf: Int32Array): Int32Array {
  const { headlines } = columns;
  const counts = new Int32Array(things.count);
  /** The article that was counted last for a thing: copies come after their lead, not always at once. */
  const lastBy = new Int32Array(things.count).fill(-1);
  for (let i = 0; i < pageOf.length; i++) {
    const end = listStart(columns, i, LENGTHS);
    for (let at = listStart(columns, i, RELATED); at < end; at++) {
      const headline = headlines[at]!;
      // Most lead somewhere.
      if (answers.of[headline]! >= 0) continue;
      const thing = things.of[headline]!;
      if (lastBy[thing] === pageOf[i]) continue;
      lastBy[thing] = pageOf[i]!;
      counts[thing]!++;
    }
  }
  return counts;
}

/** The things named most, most first, and all that have several answers. */
function chosen(
  things: Things,
  answers: Answers,
  counts: Int32Array,
): { readonly most: readonly number[]; readonly several: readonly number[] } {
  const most: number[] = [];
  const several: number[] = [];
  const isMore = (one: number, other: number): boolean =>
    counts[one] === counts[other] ? one < other : counts[one]! > counts[other]!;
  for (let thing = 0; thing < things.count; thing++) {
    if (counts[thing] === 0) continue;
    if (answers.of[things.headline[thing]!] === SEVERAL) several.push(thing);
    else if (most.length < WANTED || isMore(thing, most[WANTED - 1]!)) {
      let at = most.length;
      while (at > 0 && isMore(thing, most[at - 1]!)) at--;
      most.splice(at, 0, thing);
      if (most.length > WANTED) most.pop();
    }
  }
  return { most, several };
}

/** By each of these things, which the archive does not have: the articles that name it. */
function namersOf(
  columns: Columns,
  things: Things,
  answers: Answers,
  pageOf: Int32Array,
  told: readonly number[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const { headlines } = columns;
  const namers = new Map(told.map((thing) => [thing, new Set<number>()]));
  const isTold = new Uint8Array(things.count);
  for (const thing of told) isTold[thing] = 1;
  for (let i = 0; i < pageOf.length; i++) {
    const end = listStart(columns, i, LENGTHS);
    for (let at = listStart(columns, i, RELATED); at < end; at++) {
      const headline = headlines[at]!;
      if (answers.of[headline]! >= 0) continue;
      const thing = things.of[headline]!;
      if (isTold[thing] === 1) namers.get(thing)!.add(pageOf[i]!);
    }
  }
  return namers;
}
