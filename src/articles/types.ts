import type { Node, Root } from 'mdast';
import type { Digest, SourcePath } from '../base/brand.ts';
import type { Problem } from '../base/problem.ts';

/** A headline in one of an article's lists; Markdown may say where it leads. */
export type ListItem = string | { readonly headline: string; readonly url: string };

/** A line in the body that points at another story: `MORE: HEADLINE`. */
export interface CrossLink {
  /** The printed label without its colon, or null where the line had none. */
  readonly label: string | null;
  readonly headline: string;
}

/** A correction an editor has made. */
export interface Correction {
  readonly date: string;
  readonly text: string;
}

/**
 * The front-matter record: what one article says of itself, whether it was read from scraped text or from
 * Markdown. Names and types are part of the product's promise (docs/record.md).
 */
export interface ArticleRecord {
  readonly title: string;
  /** Local ISO 8601 without a zone from scraped text (`2025-04-14T00:50:45`); from Markdown as it was given. */
  readonly date: string | null;
  readonly section: string | null;
  readonly siteName: string | null;
  /** The place with its region, without the agency: `MEMPHIS, Tenn.` */
  readonly dateline: string | null;
  readonly likes: number | null;
  readonly crossLinks: readonly CrossLink[];
  readonly credits: readonly string[];
  readonly related: readonly ListItem[];
  readonly ranking: readonly ListItem[];
  readonly recommendation: readonly ListItem[];
  readonly unrecognised: readonly string[];
  // Only Markdown can say these.
  readonly slug?: string;
  readonly description?: string;
  readonly authors?: readonly string[];
  readonly tags?: readonly string[];
  readonly draft?: boolean;
  readonly updated?: string;
  readonly expires?: string;
  /** The address of the original, absolute. */
  readonly canonical?: string;
  readonly corrections?: readonly Correction[];
  readonly aliases?: readonly string[];
  /** `noindex` asks search engines not to list this article; its page stays. */
  readonly robots?: 'index' | 'noindex';
}

/** What a line of a source file is: each line has exactly one role. */
export type LineRole =
  | 'breadcrumb' // line 1: section, title and site name
  | 'title'
  | 'view' // chrome of the head
  | 'date'
  | 'byline'
  | 'paragraph'
  | 'cross-link'
  | 'credit'
  | 'likes'
  | 'heading' // chrome: `Related`, `Ranking`, `Recommendation`
  | 'related'
  | 'ranking'
  | 'recommendation'
  | 'chrome' // any other line that belongs to the page's frame
  | 'unrecognised'
  | 'front-matter'
  | 'markdown'
  | 'blank';

/** One line of a source file and how it was read. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  /** The line verbatim, without its line ending. */
  readonly text: string;
  readonly role: LineRole;
  /** The permanent id of the rule that decided. */
  readonly rule: string;
}

/** A body node of ours beside mdast's own: a cross-link in its place; the page decides where it leads. */
export interface CrossLinkNode extends Node {
  type: 'crossLink';
  label: string | null;
  headline: string;
  /** The line as it was printed. */
  value: string;
  /** Where it leads if we have no such article; only Markdown can say. */
  url?: string;
}

/** A credit in its place in the body: a contributor line, a caption with its credit, a staff biography. */
export interface CreditNode extends Node {
  type: 'credit';
  value: string;
}

declare module 'mdast' {
  interface RootContentMap {
    crossLink: CrossLinkNode;
    credit: CreditNode;
  }
}

/**
 * The text of an article, which does not travel: it stays in the process that read the file, or is read again
 * when its page is rendered.
 */
export interface Body {
  /** The body as an mdast tree; from scraped text: paragraphs, headings, lists, `crossLink` and `credit` nodes. */
  readonly root: Root;
  /** Body lines in order, verbatim; no cross-links, no credits. For Markdown: the plain text of each block. */
  readonly paragraphs: readonly string[];
}

/**
 * What linking needs to know of an article, computed from its file alone, small, plain data (structured
 * clone and JSON lose nothing but the typed arrays' names), and remembered under the digest of the file.
 */
export interface Article {
  readonly source: SourcePath;
  /** Of the path and the bytes of the source: everything that is in this object and in its body follows from it. */
  readonly digest: Digest;
  readonly record: ArticleRecord;
  /** The title without a junk brand in front of it; the record keeps the brand. */
  readonly displayTitle: string;
  /** The beginning of the text, plain, cut at a word before 200 characters; for cards, feeds and meta tags. */
  readonly excerpt: string;
  /** Words in the body (in scripts without spaces: characters halved). */
  readonly wordCount: number;
  /** BCP 47 tag guessed from the text's script, or null where the site's language will do. */
  readonly language: string | null;
  /** Body lines that would be unlabelled cross-links if another article bore that title. */
  readonly bareLines: readonly string[];
  /** Section and title glued together, where the file alone could not part them; a section known elsewhere may. Markdown has none. */
  readonly unsplitBreadcrumb?: string | null;
  /** Short paragraphs in numbers, two lanes each (short-lines.ts): what also stands in many others may be no prose. Null: none. */
  readonly shortLines: Uint32Array | null;
  /** What the archive has settled (site/infer.ts); absent where it has settled nothing, as in all that the reader gives. */
  readonly settled?: Settled;
  /** The fields that an editor has written beside the file (sidecar.ts), where there are any. */
  readonly overruled?: readonly string[];
  readonly fingerprint: Fingerprint;
  /** Tells, for each slot of the space of words, whether the article's words are the same (words.ts). */
  readonly slots: Uint32Array;
}

/**
 * What all articles together tell of one. Its record and its titles say so already; here is what its file alone gave, from
 * which its text and its address follow, so that no address moves when another article arrives.
 */
export interface Settled {
  readonly digest: Digest;
  readonly title: string;
  readonly section: string | null;
  /** The short lines that are the frame of the site's pages, two lanes each: pages leave them out. */
  readonly frame: readonly number[];
}

/** The body in numbers, for finding copies and similar articles without its text. */
export interface Fingerprint {
  /** MinHash signature of the body's shingles, then of its facts; empty where the body is too short to compare. */
  readonly signature: Uint32Array;
  /** The most telling words and names: what they are in print, most telling first. */
  readonly terms: readonly string[];
  /** What each term is compared by, same order: equal for `carousel` and `Carousels`. */
  readonly keys: Uint32Array;
  /** The weight of each term, same order, 1 (least) to 255. */
  readonly weights: Uint8Array;
}

/** A source file as the edge hands it over. */
export interface Source {
  /** Relative to the content folder. */
  readonly path: SourcePath;
  /** The path for problems: relative to the project's root. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What an editor has written beside a scraped page, and its path for problems (sidecar.ts). */
  readonly sidecar?: { readonly file: string; readonly bytes: Uint8Array };
}

/** Where an editor has written a field of a scraped page's record. */
export interface Overruled {
  /** The sidecar, as problems name it. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Everything that comes of reading one source file. */
export interface Reading {
  /** Null where the file has no readable article; `problems` says why. */
  readonly article: Article | null;
  /** The fields of a page without a title, for showing what was found; only where `article` is null. */
  readonly found?: Omit<ArticleRecord, 'title'> & { readonly title: null };
  readonly body: Body;
  /** The words by which readers find it, as `indexWords` gives them; empty where there is no article. */
  readonly words: string;
  /** The fields that do not come from these lines but from a sidecar; absent where there is none. */
  readonly overruled?: Readonly<Record<string, Overruled>>;
  /** Every line of the file in order, with its role. */
  readonly lines: readonly Line[];
  readonly problems: readonly Problem[];
}
