import type { Digest, SourcePath } from '../base/brand.ts';
import { Apart, type Packable } from '../base/pack.ts';
import type { Article, ArticleRecord, CrossLink, Fingerprint, ListItem } from './types.ts';

/*
 * Most builds ask most articles for little: a date, a title, a section, how their text begins. Their lists and terms are needed
 * where an article is new or its page is made. So of an article that comes out of the memory the larger part stays where it
 * is, most often on the disk, until somebody asks, and is not kept then. To all who read it such an article is one like any
 * other; only to be spread (`{ ...article }`) it must be `inFull`.
 */

/*
 * What is put apart is parted once more by who asks: linking asks for the lists and the numbers, a page for its cross-links and
 * credits. Of the terms linking asks for the numbers alone, so their texts lie with what hardly anybody asks for.
 */

type Lists = readonly [
  related: readonly ListItem[],
  ranking: readonly ListItem[],
  recommendation: readonly ListItem[],
];
type Notes = readonly [crossLinks: readonly CrossLink[], credits: readonly string[]];
type Numbers = readonly [signature: Uint32Array, keys: Uint32Array, weights: Uint8Array];
type Rest = readonly [unrecognised: readonly string[], terms: readonly string[]];
type Shelf = readonly [lists: () => Lists, notes: () => Notes, numbers: () => Numbers, rest: () => Rest];

type Shelved = 'related' | 'ranking' | 'recommendation' | 'crossLinks' | 'credits' | 'unrecognised';

/** An article as it is unpacked. */
type Parts = readonly [
  light: Omit<Article, 'record' | 'excerpt' | 'fingerprint' | 'slots'>,
  said: Omit<ArticleRecord, Shelved>,
  excerpt: () => string,
  slots: () => Uint32Array,
  shelf: () => Shelf,
];

/** An article in the form that `packParcel` takes. */
export function shelve({ record, excerpt, fingerprint, slots, ...light }: Article): Packable {
  const { related, ranking, recommendation, crossLinks, credits, unrecognised, ...said } = record;
  const { signature, terms, keys, weights } = fingerprint;
  const shelf: Shelf = [
    () => [related, ranking, recommendation],
    () => [crossLinks, credits],
    () => [signature, keys, weights],
    () => [unrecognised, terms],
  ];
  return [light, said, () => excerpt, () => slots, new Apart(() => shelf)];
}

/** The article that `shelve` made ready. */
export function unshelve(packed: Packable): Article {
  return new ShelvedArticle(packed as Parts);
}

/** The same article with everything in it, as it must be to be spread. */
export function inFull(article: Article): Article {
  if (!(article instanceof ShelvedArticle)) return article;
  const { record, excerpt, slots, fingerprint, ...light } = article;
  const { related, ranking, recommendation, crossLinks, credits, unrecognised, ...said } = record;
  const { signature, terms, keys, weights } = fingerprint;
  return {
    ...light,
    record: { ...said, related, ranking, recommendation, crossLinks, credits, unrecognised },
    excerpt,
    slots,
    fingerprint: { signature, terms, keys, weights },
  };
}

class ShelvedArticle implements Article {
  declare readonly source: SourcePath;
  declare readonly digest: Digest;
  declare readonly displayTitle: string;
  declare readonly wordCount: number;
  declare readonly language: string | null;
  declare readonly bareLines: readonly string[];
  declare readonly unsplitBreadcrumb?: string | null;
  declare readonly shortLines: Uint32Array | null;
  declare readonly overruled?: readonly string[];
  readonly record: ArticleRecord;
  readonly #excerpt: () => string;
  readonly #slots: () => Uint32Array;
  readonly #shelf: () => Shelf;

  constructor([light, said, excerpt, slots, shelf]: Parts) {
    Object.assign(this, light);
    this.record = new ShelvedRecord(said, shelf);
    this.#excerpt = excerpt;
    this.#slots = slots;
    this.#shelf = shelf;
  }

  get excerpt(): string {
    return this.#excerpt();
  }

  get fingerprint(): Fingerprint {
    return new ShelvedFingerprint(this.#shelf);
  }

  get slots(): Uint32Array {
    return this.#slots();
  }
}

class ShelvedRecord implements ArticleRecord {
  declare readonly title: string;
  declare readonly date: string | null;
  declare readonly section: string | null;
  declare readonly siteName: string | null;
  declare readonly dateline: string | null;
  declare readonly likes: number | null;
  readonly #shelf: () => Shelf;

  constructor(said: Parts[1], shelf: () => Shelf) {
    Object.assign(this, said);
    this.#shelf = shelf;
  }

  get related(): readonly ListItem[] {
    return listsOf(this.#shelf)[0];
  }

  get ranking(): readonly ListItem[] {
    return listsOf(this.#shelf)[1];
  }

  get recommendation(): readonly ListItem[] {
    return listsOf(this.#shelf)[2];
  }

  get crossLinks(): readonly CrossLink[] {
    return notesOf(this.#shelf)[0];
  }

  get credits(): readonly string[] {
    return notesOf(this.#shelf)[1];
  }

  get unrecognised(): readonly string[] {
    return restOf(this.#shelf)[0];
  }
}

class ShelvedFingerprint implements Fingerprint {
  readonly #shelf: () => Shelf;

  constructor(shelf: () => Shelf) {
    this.#shelf = shelf;
  }

  get signature(): Uint32Array {
    return numbersOf(this.#shelf)[0];
  }

  get terms(): readonly string[] {
    return restOf(this.#shelf)[1];
  }

  get keys(): Uint32Array {
    return numbersOf(this.#shelf)[1];
  }

  get weights(): Uint8Array {
    return numbersOf(this.#shelf)[2];
  }
}

/** Reads what is asked for one after the other once. */
function remembering<Whole extends object, Part>(read: (whole: Whole) => Part): (whole: Whole) => Part {
  let last: Whole | null = null;
  let part: Part;
  return (whole) => {
    if (whole !== last) {
      part = read(whole);
      last = whole;
    }
    return part;
  };
}

const shelfOf = remembering((shelf: () => Shelf) => shelf());
const listsOf = remembering((shelf: () => Shelf) => shelfOf(shelf)[0]());
const notesOf = remembering((shelf: () => Shelf) => shelfOf(shelf)[1]());
const numbersOf = remembering((shelf: () => Shelf) => shelfOf(shelf)[2]());
const restOf = remembering((shelf: () => Shelf) => shelfOf(shelf)[3]());
