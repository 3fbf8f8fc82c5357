import { IN_HEADLINE, partOf, SLOTS } from '../articles/words.ts';
import type {
  SearchCardsView,
  SearchIndexView,
  SearchSectionsView,
  SearchShardView,
} from '../pages/search.ts';
import type { Filled } from '../pages/types.ts';
import { type Having, readShard, writeShard } from './shard.ts';

/** `search/index.json`: what there is to search, and how it is cut into files. */
export function writeSearchIndex({ format, years, blocks }: Filled<SearchIndexView>): string {
  return `${JSON.stringify({ format, years, blocks })}\n`;
}

/** What results of one chunk show, in columns: like beside like is what compresses. */
export function writeSearchCards(view: Filled<SearchCardsView>): string {
  const { edition, sections, titles, dates, inSection, urls } = view;
  return `${JSON.stringify({
    edition,
    sections: sections.map(({ name, url }) => [name, url]),
    titles,
    dates,
    inSection,
    urls,
  })}\n`;
}

/** The sections of a block's articles. */
export function writeSearchSections({ edition, sections, inSection }: Filled<SearchSectionsView>): string {
  return `${JSON.stringify({ edition, sections, inSection })}\n`;
}

/**
 * A shard, from the words of its articles. Where an earlier file of the same shard has the words of most of them, they
 * are taken from there: the same words by the digests of both, so the same shard.
 */
export function writeSearchShard(view: Filled<SearchShardView>): string {
  const { edition, count, shard, shards } = view;
  // Where slots are cut by shards, the lines have words of the neighbouring shards too.
  const neighbours = SLOTS % shards !== 0;
  if (view.words === null) throw new Error('a shard was to be written without its words');
  const { lines, earlier } = view.words;
  const words = new Map<string, Having>();
  if (earlier !== null) {
    const old = readShard(earlier.text);
    if (old === null) throw new Error('the earlier file of a shard is none');
    const place = new Int32Array(old.count).fill(-1);
    earlier.places.forEach((before, i) => {
      if (before >= 0) place[before] = i;
    });
    const still = (places: readonly number[]): number[] =>
      places.map((before) => place[before]!).filter((i) => i >= 0);
    for (const [word, { headline, elsewhere }] of old.words) {
      const having = { headline: still(headline), elsewhere: still(elsewhere) };
      if (having.headline.length + having.elsewhere.length > 0) words.set(word, having);
    }
  }
  const mixed = earlier !== null;
  const touched = new Set<number[]>();
  let article = 0;
  for (let start = 0; article < count; article++) {
    const feed = lines.indexOf('\n', start);
    const end = feed < 0 ? lines.length : feed;
    if (end > start) {
      for (const marked of lines.slice(start, end).split(' ')) {
        const inHeadline = marked.startsWith(IN_HEADLINE);
        const word = inHeadline ? marked.slice(1) : marked;
        if (neighbours && partOf(word, shards) !== shard) continue;
        let having = words.get(word);
        if (having === undefined) {
          having = { headline: [], elsewhere: [] };
          words.set(word, having);
        }
        const places = inHeadline ? having.headline : having.elsewhere;
        places.push(article);
        if (mixed) touched.add(places);
      }
    }
    start = end + 1;
  }
  for (const places of touched) places.sort((a, b) => a - b);
  return writeShard({ edition, count, words });
}
