import type { Article } from '../articles/types.ts';
import { slugOf, urlOf } from '../base/paths.ts';
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
}

/**
 * Finds running stories: taken oldest first, an article joins the story whose last members it is tied to best, by
 * its similarity, and by Related lists in either direction where there is any similarity (a list alone is no tie: half
 * of what editors list is something else). At least half of those members (one of one, one of two) must be tied to
 * it, so that one link does not chain two stories together. What comes later never parts what was together.
 *
 * @param related for each article the positions that its Related list leads to
 */
export function storiesOf(
  articles: readonly Article[],
  moments: Float64Array,
  found: Neighbours,
  related: readonly (readonly number[])[],
): Stories {
  const count = articles.length;
  const threads: number[][] = [];
  const threadOf = new Int32Array(count).fill(-1);
  /** Ties of the article at hand to older ones, by position, and 1 where a Related list is part of one. */
  const ties = new Int32Array(count);
  const listed = new Uint8Array(count);
  // Articles named by the Related lists of older ones: an editor has put the newer headline under the older text.
  const namedBy: (number[] | undefined)[] = new Array(count);
  related.forEach((list, i) => {
    for (const other of list) {
      if (other <= i) continue;
      const namers = namedBy[other];
      if (namers === undefined) namedBy[other] = [i];
      else namers.push(i);
    }
  });

  for (let i = 0; i < count; i++) {
    if (moments[i] === 0) continue;
    const day = dayOf(moments[i]!);
    let end = i * KEPT;
    for (; end < (i + 1) * KEPT && found.articles[end]! >= 0; end++)
      ties[found.articles[end]!] = found.scores[end]!;
    for (const others of [related[i]!, namedBy[i] ?? []])
      for (const other of others) {
        if (ties[other] === 0) continue;
        ties[other]! += NAMED_BY_RELATED;
        listed[other] = 1;
      }

    /** What binds the article to each thread: the sum of its ties to the thread's last members. */
    const pulls = new Map<number, number>();
    for (let k = i * KEPT; k < end; k++) {
      const other = found.articles[k]!;
      const thread = threadOf[other]!;
      if (ties[other]! < TIE || thread < 0 || pulls.has(thread)) continue;
      const members = threads[thread]!;
      const silence = day - dayOf(moments[members.at(-1)!]!);
      if (members.length >= MOST || silence > WINDOW) continue;
      const wait = Math.max(0, silence - SILENCE);
      const last = members.slice(-REMEMBERED);
      const tied = last.filter((member) => ties[member]! >= TIE);
      const takesUp = tied.some(
        (member) => ties[member]! >= TIE + wait * (listed[member] === 1 ? LISTED : UNLISTED),
      );
      const pull = tied.reduce((sum, member) => sum + ties[member]!, 0);
      pulls.set(thread, takesUp && tied.length * 2 >= last.length ? pull : 0);
    }
    let best = -1;
    for (const [thread, pull] of pulls)
      if (pull > 0 && (best < 0 || pull > pulls.get(best)! || (pull === pulls.get(best) && thread > best)))
        best = thread;
    if (best >= 0) {
      threads[best]!.push(i);
      threadOf[i] = best;
    } else threadOf[i] = threads.push([i]) - 1;
    for (let k = i * KEPT; k < end; k++) ties[found.articles[k]!] = listed[found.articles[k]!] = 0;
  }

  const of = new Int32Array(count).fill(-1);
  const stories: Story[] = [];
  const taken = new Set<string>();
  // By when they became stories, so that a new one stands behind all others.
  const running = threads
    .filter(({ length }) => length >= FEWEST)
    .sort((a, b) => a[FEWEST - 1]! - b[FEWEST - 1]!);
  for (const members of running) {
    for (const member of members) of[member] = stories.length;
    const first = articles[members[0]!]!;
    let slug = slugOf(first.displayTitle);
    if (slug === 'page' || taken.has(slug)) slug = `${slug}-${(first.record.date ?? '').slice(0, 10)}`;
    for (let n = 2; taken.has(slug); n++) slug = slugOf(`${first.displayTitle} ${n}`);
    taken.add(slug);
    stories.push({
      title: titleOf(members.slice(0, FEWEST).map((i) => articles[i]!)),
      url: urlOf('related', slug),
      articles: members,
    });
  }
  return { stories, of };
}

/**
 * What a story is about: a name and what happened (`Eastquay: ballots`), where its first three articles have both in
 * common and a headline of theirs has both as well; else the headline of the oldest. It stays when others join.
 */
function titleOf(founders: readonly Article[]): string {
  const [first, ...others] = founders;
  const { terms, keys, weights } = first!.fingerprint;
  const shared: { text: string; weight: number }[] = [];
  for (let t = 0; t < terms.length; t++) {
    let weight = weights[t]!;
    const everywhere = others.every(({ fingerprint }) => {
      const place = fingerprint.keys.indexOf(keys[t]!);
      if (place >= 0) weight += fingerprint.weights[place]!;
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
