import type { Article } from '../articles/types.ts';
import { SEVERAL } from '../base/lanes.ts';
import type { Answers } from './answers.ts';
import type { Things } from './ballots.ts';
import { type Columns, LISTS, startOf } from './columns.ts';
import type { Ambiguous, Wanted } from './types.ts';

/** Headlines shown as wanted, and how many of the articles that name one. */
const WANTED = 100;
const NAMED_BY = 12;

/**
 * The headlines that lead nowhere: those that the archive does not have, most named first (of equals the one printed
 * earlier), and those that several articles answer to. An article names a headline once, in whichever list or
 * cross-link; copies are one article.
 */
export function unansweredOf(
  articles: readonly Article[],
  columns: Columns,
  things: Things,
  answers: Answers,
  pageOf: Int32Array,
): { readonly wanted: readonly Wanted[]; readonly ambiguous: readonly Ambiguous[] } {
  const { headlines, headlineEnds } = columns;
  const counts = new Int32Array(things.count);
  /** The last article that was counted for a thing: copies come after their lead, not always at once. */
  const lastBy = new Int32Array(things.count).fill(-1);
  const eachNamed = (visit: (thing: number, page: number) => void): void => {
    articles.forEach(({ bareLines }, i) => {
      const from = startOf(headlineEnds, i) + LISTS;
      for (let at = from; at < headlineEnds[i]! - bareLines.length; at++) {
        const thing = things.of[headlines[at]!]!;
        if (things.article[thing]! < 0) visit(thing, pageOf[i]!);
      }
    });
  };
  eachNamed((thing, page) => {
    if (lastBy[thing] === page) return;
    lastBy[thing] = page;
    counts[thing]!++;
  });

  const isAmbiguous = (thing: number): boolean => answers.of[things.headline[thing]!] === SEVERAL;
  let most: number[] = [];
  const several: number[] = [];
  for (let thing = 0; thing < things.count; thing++) {
    if (counts[thing] === 0) continue;
    if (isAmbiguous(thing)) several.push(thing);
    else most.push(thing);
  }
  most = most.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, WANTED);

  const namers = new Map<number, Set<number>>([...most, ...several].map((thing) => [thing, new Set()]));
  eachNamed((thing, page) => namers.get(thing)?.add(page));
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
