import type { Article } from '../articles/types.ts';
import { slugOf, urlOf } from '../base/paths.ts';
import { areEqual } from '../base/rows.ts';
import { type Lists, startOf } from './columns.ts';
import { dayOf } from './moments.ts';
import { KEPT, type Neighbours } from './similar.ts';
import type { Story } from './types.ts';

/** The most days between two reports of one story that follow each other. */
const WINDOW = 270;
/** The fewest articles of a story, and the most. */
const FEWEST = 3;
const MOST = 60;
/** The least score (see `neighbours`) that ties two articles, with what a Related list between them adds. */
const TIE = 95;
const NAMED_BY_RELATED = 50;
/** The least tie by which an article that stands alone is taken along. */
const ADOPTED = 130;
/** From so many days of silence on, the tie that takes a story up again must be stronger for each day more: */
const SILENCE = 30;
/** by so much where a Related list is part of it, and where none is. */
const LISTED = 0.5;
const UNLISTED = 2;
/** How many of a story's members a newcomer is compared with: the newest. */
const REMEMBERED = 8;

/** The running stories, and which one each article belongs to. */
export interface Stories {
  readonly stories: readonly Story[];
  /** By position: the story's position, or −1. */
  readonly of: Int32Array;
  readonly memo: StoriesMemo;
}

/** What is remembered of stories. */
export interface StoriesMemo {
  /** The threads, and what they follow from beside the neighbours: when articles were printed, whom their lists name. */
  readonly moments: Float64Array;
  readonly related: Lists;
  readonly threads: Int32Array;
  /** What stories are called, under the digests of their first articles, `FEWEST` a story: all that it follows from. */
  readonly founders: readonly string[];
  readonly titles: readonly string[];
  readonly slugs: readonly string[];
}

/**
 * Finds the running stories and says what they are about.
 *
 * @param related the positions that the articles' Related lists lead to
 * @param neighboursThen those that the memo's stories were found with
 */
export function storiesOf(
  articles: readonly Article[],
  moments: Float64Array,
  found: Neighbours,
  related: Lists,
  memo: StoriesMemo | undefined,
  neighboursThen: Neighbours | undefined,
): Stories {
  const isSame =
    memo !== undefined &&
    neighboursThen !== undefined &&
    areEqual(found.articles, neighboursThen.articles) &&
    areEqual(found.scores, neighboursThen.scores) &&
    areEqual(related.ends, memo.related.ends) &&
    areEqual(related.articles, memo.related.articles) &&
    areEqual(moments, memo.moments);
  // By when they became stories, so that a new one stands behind all others.
  const running = isSame
    ? unrolled(memo.threads)
    : threadsOf(moments, found, related).sort((a, b) => a.since - b.since);
  const known = knownBy(memo?.founders ?? []);
  const called = {
    moments,
    related,
    threads: isSame ? memo.threads : rolled(running),
    founders: [] as string[],
    titles: [] as string[],
    slugs: [] as string[],
  };
  const of = new Int32Array(articles.length).fill(-1);
  const taken = new Set<string>();
  const stories = running.map((thread, story): Story => {
    for (const member of thread.members) of[member] = story;
    const founders = thread.founders.map((i) => articles[i]!);
    const first = founders[0]!;
    const k = known(founders, story);
    const title = k === undefined ? titleOf(founders) : memo!.titles[k]!;
    const plain = k === undefined ? slugOf(first.displayTitle) : memo!.slugs[k]!;
    for (const { digest } of founders) called.founders.push(digest);
    called.titles.push(title);
    called.slugs.push(plain);
    let slug = plain;
    if (slug === 'page' || taken.has(slug)) slug = `${slug}-${(first.record.date ?? '').slice(0, 10)}`;
    for (let n = 2; taken.has(slug); n++) slug = slugOf(`${first.displayTitle} ${n}`);
    taken.add(slug);
    return { title, url: urlOf('related', slug), articles: thread.members };
  });
  return { stories, of, memo: called };
}

/**
 * Tells which of the remembered stories has these first articles, if any.
 *
 * @param digests those of all the stories' first articles, `FEWEST` a story
 */
function knownBy(
  digests: readonly string[],
): (founders: readonly Article[], likely: number) => number | undefined {
  let places: Map<string, number> | undefined;
  return (founders, likely) => {
    // Most often stories stand where they stood.
    if (founders.every(({ digest }, n) => digests[likely * FEWEST + n] === digest)) return likely;
    if (places === undefined) {
      places = new Map();
      for (let at = 0; at < digests.length; at += FEWEST)
        places.set(digests.slice(at, at + FEWEST).join(), at / FEWEST);
    }
    return places.get(founders.map(({ digest }) => digest).join());
  };
}

/** Lists of positions one behind the other, each with its length before it. */
function inARow(lists: readonly (readonly number[])[]): Int32Array {
  let length = lists.length;
  for (const list of lists) length += list.length;
  const row = new Int32Array(length);
  let at = 0;
  for (const list of lists) {
    row[at++] = list.length;
    for (let k = 0; k < list.length; k++) row[at++] = list[k]!;
  }
  return row;
}

/** Threads in a row of numbers, and back. */
function rolled(threads: readonly Thread[]): Int32Array {
  return inARow(threads.flatMap(({ members, founders, since }) => [members, founders, [since]]));
}

function unrolled(row: Int32Array): Thread[] {
  const threads: Thread[] = [];
  let at = 0;
  const list = (): number[] => {
    const from = at + 1;
    at = from + row[at]!;
    return Array.from(row.subarray(from, at));
  };
  while (at < row.length) threads.push({ members: list(), founders: list(), since: list()[0]! });
  return threads;
}

/** Articles on one thread of events, enough for a story. */
interface Thread {
  /** Positions, oldest first, of all and of those that it is called after: the oldest when it became a story. */
  readonly members: readonly number[];
  readonly founders: readonly number[];
  /** The position of the article that made it a story. */
  readonly since: number;
}

/**
 * The threads that articles make, each by position: taken oldest first, an article joins the thread whose last members it
 * is tied to best, by its similarity, and by Related lists in either direction where there is any similarity (a list
 * alone is no tie: half of what editors list is something else), or begins one. At least half of those members (one of
 * one, one of two) must be tied to it, so that one link does not chain two threads together. An older article that stands
 * alone and is tied to the one that joins comes along. What comes later never parts what was together.
 */
function threadsOf(moments: Float64Array, { articles, scores }: Neighbours, related: Lists): Thread[] {
  const count = moments.length;
  const threads: number[][] = [];
  const days = new Int32Array(count);
  for (let i = 0; i < count; i++) days[i] = dayOf(moments[i]!);
  /** By thread, once it is a story: what it is called after. */
  const foundersOf: { readonly founders: readonly number[]; readonly since: number }[] = [];
  const threadOf = new Int32Array(count).fill(-1);
  /** Ties of the article at hand to older ones, by position, and 1 where a Related list is part of one. */
  const ties = new Int32Array(count);
  const listed = new Uint8Array(count);
  const namedBy = namersOf(related);

  /** Adds to the ties to these what a Related list between two articles is worth. */
  const add = (others: ArrayLike<number>, from: number, to: number): void => {
    for (let k = from; k < to; k++) {
      const other = others[k]!;
      if (ties[other] === 0) continue;
      ties[other]! += NAMED_BY_RELATED;
      listed[other] = 1;
    }
  };

  /** What binds an article to a thread: the sum of its ties to the last members, 0 where it does not belong there. */
  const pullOf = (members: readonly number[], day: number): number => {
    const silence = day - days[members[members.length - 1]!]!;
    if (members.length >= MOST || silence > WINDOW) return 0;
    const wait = Math.max(0, silence - SILENCE);
    const from = Math.max(0, members.length - REMEMBERED);
    let tied = 0;
    let pull = 0;
    let takesUp = false;
    for (let k = from; k < members.length; k++) {
      const tie = ties[members[k]!]!;
      if (tie < TIE) continue;
      tied++;
      pull += tie;
      takesUp ||= tie >= TIE + wait * (listed[members[k]!] === 1 ? LISTED : UNLISTED);
    }
    return takesUp && tied * 2 >= members.length - from ? pull : 0;
  };

  for (let i = 0; i < count; i++) {
    if (moments[i] === 0) continue;
    let end = i * KEPT;
    for (; end < (i + 1) * KEPT && articles[end]! >= 0; end++) ties[articles[end]!] = scores[end]!;
    if (end > i * KEPT) {
      add(related.articles, startOf(related.ends, i), related.ends[i]!);
      const namers = namedBy[i];
      if (namers !== undefined) add(namers, 0, namers.length);
    }
    let best = -1;
    let most = 0;
    for (let k = i * KEPT; k < end; k++) {
      const thread = threadOf[articles[k]!]!;
      if (thread < 0 || thread === best || ties[articles[k]!]! < TIE) continue;
      const pull = pullOf(threads[thread]!, days[i]!);
      if (pull < most || pull === 0 || (pull === most && thread < best)) continue;
      best = thread;
      most = pull;
    }
    if (best < 0) best = threads.push([]) - 1;
    const members = threads[best]!;
    // Who stood alone so far comes along where this one is tied to it as well.
    for (let k = i * KEPT; k < end && members.length > 0 && members.length < MOST - 1; k++) {
      const alone = threadOf[articles[k]!]!;
      if (alone < 0 || alone === best || threads[alone]!.length !== 1) continue;
      if (ties[articles[k]!]! < ADOPTED || pullOf(threads[alone]!, days[i]!) === 0) continue;
      members.push(articles[k]!);
      threadOf[articles[k]!] = best;
      threads[alone] = [];
    }
    members.push(i);
    threadOf[i] = best;
    if (members.length >= FEWEST && foundersOf[best] === undefined)
      foundersOf[best] = { founders: [...members].sort((a, b) => a - b).slice(0, FEWEST), since: i };
    for (let k = i * KEPT; k < end; k++) ties[articles[k]!] = listed[articles[k]!] = 0;
  }
  return threads.flatMap((members, thread) => {
    const story = foundersOf[thread];
    return story === undefined ? [] : [{ ...story, members: members.sort((a, b) => a - b) }];
  });
}

/** By position: the older articles whose Related lists name one: an editor has put the newer headline under the older text. */
function namersOf(related: Lists): (number[] | undefined)[] {
  const namedBy: (number[] | undefined)[] = new Array(related.ends.length);
  for (let i = 0; i < related.ends.length; i++)
    for (let k = startOf(related.ends, i); k < related.ends[i]!; k++) {
      const other = related.articles[k]!;
      if (other <= i) continue;
      const namers = namedBy[other];
      if (namers === undefined) namedBy[other] = [i];
      else namers.push(i);
    }
  return namedBy;
}

/**
 * What a story is about: a name and what happened (`Eastquay: ballots`), where its first three articles have both in
 * common and a headline of theirs has both as well; else the headline of the oldest. It stays when others join.
 */
function titleOf(founders: readonly Article[]): string {
  const [first, ...rest] = founders;
  const { terms, keys, weights } = first!.fingerprint;
  // Each is asked once: what it has may lie on the disk.
  const others = rest.map(({ fingerprint }) => ({ keys: fingerprint.keys, weights: fingerprint.weights }));
  const shared: { text: string; weight: number }[] = [];
  for (let t = 0; t < terms.length; t++) {
    let weight = weights[t]!;
    const everywhere = others.every((other) => {
      const place = other.keys.indexOf(keys[t]!);
      if (place >= 0) weight += other.weights[place]!;
      return place >= 0;
    });
    if (everywhere) shared.push({ text: terms[t]!, weight });
  }
  if (shared.length < 2) return first!.displayTitle;
  const headlines = founders.map(({ displayTitle }) => displayTitle.toLowerCase());
  const told = shared
    .filter(({ text }) => headlines.some((title) => title.includes(text.toLowerCase())))
    .sort((a, b) => b.weight - a.weight);
  const name = told.find(({ text }) => /^\p{Lu}/u.test(text));
  const what = told.filter(({ text }) => !/^\p{Lu}/u.test(text)).slice(0, 2);
  if (name === undefined || what.length === 0) return first!.displayTitle;
  return `${name.text}: ${what.map(({ text }) => text).join(', ')}`;
}
