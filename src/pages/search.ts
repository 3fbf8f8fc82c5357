import { mix, SLOTS } from '../articles/words.ts';
import type { Digest, OutputPath } from '../base/brand.ts';
import { DIGEST_LENGTH, digestOf, digestOfAll } from '../base/digest.ts';
import { urlOf } from '../base/paths.ts';
import type { Site } from '../site/types.ts';
import type { Edition, LinkView, Page, View, WordsWanted } from './types.ts';
import { headView } from './views.ts';

/*
 * The index of the search, in files that a change of one article hardly touches (docs/search.md).
 *
 * The articles in the site's order, oldest first, are cut into *chunks*, and chunks are put together to *blocks*; the
 * newest chunk is always a block of its own. Where a cut falls follows from the address of the article after it, so
 * that an article more or less moves no other cut. A chunk has one file with what results show. A block has a file
 * with the sections of its articles, and *shards*: files of words, each for a part of the space of words, with the
 * articles that have them.
 */

/** Raised whenever the files get another form, so that no page reads what it does not understand. */
export const SEARCH_FORMAT = '1';

/** A chunk has at least and at most so many articles; between, one address in CHUNK_ODDS begins a new one. */
const CHUNK_LEAST = 96;
const CHUNK_MOST = 224;
const CHUNK_ODDS = 64;

/** Blocks likewise; one beginning of a chunk in BLOCK_ODDS begins a new block. */
const BLOCK_LEAST = 16_384;
const BLOCK_MOST = 32_768;
const BLOCK_ODDS = 32;

/** Articles to a shard, about: with the chunks' files this makes less than one file per hundred articles. */
const SHARD_SIZE = 440;
/** From so many on, shards come by fours: with another number of shards every file of a block is another. */
const STEP = 4;

/** Neighbouring articles whose cards are in one file. */
export interface Chunk {
  /** From the address of its first article. */
  readonly id: string;
  /** Positions in `Site.articles`: the first, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** Neighbouring chunks whose words are in the same shards. */
export interface Block<C extends Chunk = Chunk> {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly chunks: readonly C[];
  readonly shards: number;
}

/**
 * Files of one edition agree on which article is the how-manieth, so that a page never reads a file from a cache
 * against a newer index. It follows from the dates in their order: it is another when an article comes, goes or moves,
 * and the same when one is edited, so that an edit leaves the index alone.
 */
type Numbered<Row> = Row & { readonly edition: string };

/** What the search must know before it can look for anything. */
export interface SearchIndexView extends View {
  readonly format: string;
  /** Years with the position of their first article, in the order of the articles; '' for the undated. */
  readonly years: readonly (readonly [year: string, from: number])[];
  readonly blocks: readonly {
    readonly id: string;
    readonly edition: string;
    readonly shards: number;
    readonly chunks: readonly (readonly [id: string, count: number, edition: string])[];
  }[];
}

/** What results of a chunk show. */
export interface SearchCardsView extends View {
  readonly edition: string;
  readonly sections: readonly LinkView[];
  readonly titles: readonly string[];
  /** `2025-04-14`, or empty. */
  readonly dates: readonly string[];
  /** Positions in `sections`. */
  readonly inSection: readonly number[];
  /** Empty where the address follows from section, date and title; else the address. */
  readonly urls: readonly string[];
}

/** The sections of a block's articles. */
export interface SearchSectionsView extends View {
  readonly edition: string;
  /** Addresses of the sections that occur. */
  readonly sections: readonly string[];
  /** Positions in `sections`, an article each. */
  readonly inSection: readonly number[];
}

/** One shard; the words come with the page. */
export interface SearchShardView extends View {
  readonly edition: string;
  /** Articles of the block. */
  readonly count: number;
  /** The number of the shard and how many the block has. */
  readonly shard: number;
  readonly shards: number;
}

/** The blocks of a site under the digest of what they follow from; by chunk what its shards were made from. */
export interface ShardsMemo {
  readonly shown: Digest;
  readonly blocks: NumberedBlocks;
  readonly chunks: readonly ChunkMarks[];
}

/** The marks of a chunk's articles in digests. */
interface ChunkMarks {
  /** Of the articles. */
  readonly articles: Digest;
  /** A digest of the marks for each shard, one after the other. */
  readonly marks: string;
}

/** The index of the search but for the words, which the search page reads; nothing where the site has no search. */
export function searchIndexPages(edition: Edition): Page[] {
  const { site, frame } = edition;
  if (!frame.search) return [];
  const blocks = numberedBlocks(site);
  return [
    indexPage(
      edition,
      blocks.map((block) => ({
        id: block.id,
        edition: block.edition,
        shards: block.shards,
        chunks: block.chunks.map((chunk) => [chunk.id, chunk.to - chunk.from, chunk.edition] as const),
      })),
    ),
    ...blocks.flatMap((block): Page[] => [
      sectionsPage(edition, block),
      ...block.chunks.map((chunk) => cardsPage(edition, chunk)),
    ]),
  ];
}

/**
 * The words of the search.
 *
 * @param shown of what the blocks follow from
 * @param digestsOf a digest of the articles of a chunk
 * @param memo saves looking at the words of chunks whose articles are as they were
 */
export function searchShardPages(
  edition: Edition,
  shown: Digest,
  digestsOf: (chunk: Chunk) => Digest,
  memo: ShardsMemo | null = null,
): { readonly pages: Page[]; readonly memo: ShardsMemo | null } {
  const { site, frame } = edition;
  if (!frame.search) return { pages: [], memo: null };
  const blocks = memo?.shown === shown ? memo.blocks : numberedBlocks(site);
  const known = new Map(memo?.chunks.map(({ articles, marks }) => [articles, marks]));
  const chunks: ChunkMarks[] = [];
  const pages = blocks.flatMap((block): Page[] => {
    const parts = Array.from({ length: block.shards }, (_, shard) => slotsOf(shard, block.shards));
    const marks = block.chunks.map((chunk) => {
      const articles = digestOfAll([digestsOf(chunk), String(block.shards)]);
      const own =
        known.get(articles) ??
        marksOf(site, chunk, parts)
          .map((row) => digestOf(new Uint8Array(row.buffer)))
          .join('');
      chunks.push({ articles, marks: own });
      return own;
    });
    return shardPages(edition, block, parts, marks);
  });
  return { pages, memo: { shown, blocks, chunks } };
}

/** The blocks of a site that is being planned: two kinds of files ask for them. */
const blocksOfSite = new WeakMap<Site, NumberedBlocks>();

type NumberedBlocks = readonly Numbered<Block<Numbered<Chunk>>>[];

function numberedBlocks(site: Site): NumberedBlocks {
  const known = blocksOfSite.get(site);
  if (known !== undefined) return known;
  const blocks = blocksOf(site.articles.map((article) => article.url)).map((block) => {
    const chunks = block.chunks.map((chunk) => ({ ...chunk, edition: editionOf(site, chunk) }));
    const edition = digestOf(chunks.map((chunk) => chunk.edition).join()).slice(0, 8);
    return { ...block, edition, chunks };
  });
  blocksOfSite.set(site, blocks);
  return blocks;
}

/** Cuts the row of articles into blocks of chunks. */
export function blocksOf(urls: readonly string[]): Block[] {
  const starts: number[] = [];
  const blockStarts = new Set<number>([0]);
  let blockStart = 0;
  urls.forEach((url, i) => {
    const last = starts.at(-1);
    if (last === undefined) {
      starts.push(i);
      return;
    }
    if (i - last < CHUNK_LEAST) return;
    const lot = lotOf(url);
    if (i - last < CHUNK_MOST && lot % CHUNK_ODDS !== 0) return;
    starts.push(i);
    const length = i - blockStart;
    if (length < BLOCK_LEAST || (length < BLOCK_MOST && mix(lot) % BLOCK_ODDS !== 0)) return;
    blockStarts.add(i);
    blockStart = i;
  });
  // The newest chunk stands alone, so that a new article changes its block's few files only.
  if (starts.length > 0) blockStarts.add(starts.at(-1)!);
  const blocks: { chunks: Chunk[] }[] = [];
  starts.forEach((from, n) => {
    const id = digestOf(urls[from]!).slice(0, 10);
    if (blockStarts.has(from)) blocks.push({ chunks: [] });
    blocks.at(-1)!.chunks.push({ id, from, to: starts[n + 1] ?? urls.length });
  });
  return blocks.map(({ chunks }) => {
    const { id, from } = chunks[0]!;
    const { to } = chunks.at(-1)!;
    return { id, from, to, chunks, shards: shardsFor(to - from) };
  });
}

function shardsFor(articles: number): number {
  const shards = Math.max(1, Math.round(articles / SHARD_SIZE));
  return shards < STEP ? shards : Math.floor(shards / STEP) * STEP;
}

/** A number that is an address's own, 32 bits. */
function lotOf(url: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < url.length; i++) hash = Math.imul(hash ^ url.charCodeAt(i), 0x01000193);
  return mix(hash);
}

function editionOf({ articles }: Site, { from, to }: Chunk): string {
  let dates = '';
  for (let i = from; i < to; i++) dates += `${articles[i]!.article.record.date} `;
  return digestOf(dates).slice(0, 8);
}

/** The slots that the words of a shard can be in. */
function slotsOf(shard: number, shards: number): Pick<WordsWanted, 'fromSlot' | 'toSlot'> {
  return {
    fromSlot: Math.floor((shard * SLOTS) / shards),
    toSlot: Math.ceil(((shard + 1) * SLOTS) / shards),
  };
}

/**
 * What tells, for each article, whether its words in the wanted slots are the same: 64 bits an article, a row for each
 * of the wanted parts. All parts in one go, because an article's digests lie together and articles far apart.
 */
export function marksOf(
  site: Site,
  { from, to }: Pick<WordsWanted, 'from' | 'to'>,
  parts: readonly Pick<WordsWanted, 'fromSlot' | 'toSlot'>[],
): Uint32Array[] {
  const marks = parts.map(() => new Uint32Array((to - from) * 2));
  for (let i = from; i < to; i++) {
    const { slots } = site.articles[i]!.article;
    for (let part = 0; part < parts.length; part++) {
      const { fromSlot, toSlot } = parts[part]!;
      let a = slots[2 * fromSlot]!;
      let b = slots[2 * fromSlot + 1]!;
      for (let slot = fromSlot + 1; slot < toSlot; slot++) {
        a = mix(a ^ slots[2 * slot]!);
        b = mix((b + slots[2 * slot + 1]!) | 0);
      }
      const row = marks[part]!;
      row[2 * (i - from)] = a;
      row[2 * (i - from) + 1] = b;
    }
  }
  return marks;
}

function shardPages(
  { frame }: Edition,
  block: Numbered<Block>,
  parts: readonly Pick<WordsWanted, 'fromSlot' | 'toSlot'>[],
  marks: readonly string[],
): Page<SearchShardView>[] {
  const { from, to, shards, id, edition } = block;
  return parts.map((_, shard) => ({
    path: `search/${id}/${shard}.txt` as OutputPath,
    kind: 'search-shard',
    digest: digestOfAll([
      SEARCH_FORMAT,
      edition,
      `${shard}/${shards}`,
      ...marks.map((digests) => digests.slice(shard * DIGEST_LENGTH, (shard + 1) * DIGEST_LENGTH)),
    ]),
    bodies: [],
    words: { from, to, ...parts[shard]! },
    view: () => ({
      site: frame,
      page: headView(frame, 'search-shard', urlOf('search'), frame.title),
      edition,
      count: to - from,
      shard,
      shards,
    }),
  }));
}

function sectionsPage(
  { site, frame }: Edition,
  { id, edition, from, to }: Numbered<Block>,
): Page<SearchSectionsView> {
  const own = { sections: [] as string[], inSection: [] as number[] };
  const positions = new Map<number, number>();
  for (let i = from; i < to; i++) {
    const { section } = site.articles[i]!;
    let position = positions.get(section);
    if (position === undefined) {
      position = own.sections.push(site.sections[section]!.url) - 1;
      positions.set(section, position);
    }
    own.inSection.push(position);
  }
  const digest = digestOf(JSON.stringify([SEARCH_FORMAT, edition, own]));
  return {
    path: `search/${id}/sections.json` as OutputPath,
    kind: 'search-sections',
    digest,
    bodies: [],
    view: () => ({
      site: frame,
      page: headView(frame, 'search-sections', urlOf('search'), frame.title),
      edition,
      ...own,
    }),
  };
}

function cardsPage(
  { site, frame }: Edition,
  { id, edition, from, to }: Numbered<Chunk>,
): Page<SearchCardsView> {
  const used = new Set<number>();
  let cards = '';
  for (let i = from; i < to; i++) {
    const { cardDigest, section } = site.articles[i]!;
    cards += cardDigest;
    used.add(section);
  }
  const sections = [...used].map((section) => site.sections[section]!.url);
  const digest = digestOfAll([SEARCH_FORMAT, edition, cards, ...sections]);
  return {
    path: `search/cards/${id}.json` as OutputPath,
    kind: 'search-cards',
    digest,
    bodies: [],
    view: () => {
      const positions = new Map<number, number>();
      const rows = site.articles.slice(from, to).map(({ article, url, section }) => {
        const place = site.sections[section]!;
        const date = dayOf(article.record.date);
        const position = positions.get(section) ?? positions.size;
        positions.set(section, position);
        const plain = `${place.url}${date === '' ? '' : `${date.replaceAll('-', '/')}/`}${plainSlug(article.displayTitle)}/`;
        return { title: article.displayTitle, date, position, url: plain === url ? '' : url };
      });
      return {
        site: frame,
        page: headView(frame, 'search-cards', urlOf('search'), frame.title),
        edition,
        sections: [...positions.keys()].map((section) => {
          const { name, url } = site.sections[section]!;
          return { name, url };
        }),
        titles: rows.map(({ title }) => title),
        dates: rows.map(({ date }) => date),
        inSection: rows.map(({ position }) => position),
        urls: rows.map(({ url }) => url),
      };
    },
  };
}

function indexPage({ site, frame }: Edition, blocks: SearchIndexView['blocks']): Page<SearchIndexView> {
  const own = { format: SEARCH_FORMAT, years: yearsOf(site), blocks };
  return {
    path: 'search/index.json' as OutputPath,
    kind: 'search-index',
    digest: digestOf(JSON.stringify(own)),
    bodies: [],
    view: () => ({
      site: frame,
      page: headView(frame, 'search-index', urlOf('search'), frame.title),
      ...own,
    }),
  };
}

/** The years of the articles, each where it begins; the order of the articles is by date. */
function yearsOf({ articles }: Site): [year: string, from: number][] {
  const years: [string, number][] = [];
  articles.forEach(({ article }, i) => {
    const { date } = article.record;
    const last = years.at(-1)?.[0];
    if (last && date?.startsWith(`${last}-`)) return;
    const year = dayOf(date).slice(0, 4);
    if (last !== year) years.push([year, i]);
  });
  return years;
}

const DAY = /^\d{4}-\d\d-\d\d/;

/** The day of a record's date, or empty where there is none. */
function dayOf(date: string | null): string {
  return date !== null && DAY.test(date) ? date.slice(0, 10) : '';
}

/**
 * The slug that the search can make of a title by itself: that of plain letters. Where it is another than the slug that
 * the address has, the card holds the whole address.
 */
export function plainSlug(title: string): string {
  return title
    .toLowerCase()
    .replace(/['’‘ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^(.{0,80})-.*$/, (slug, start: string) => (slug.length > 80 ? start : slug));
}
