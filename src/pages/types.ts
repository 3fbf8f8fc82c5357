import type { Digest, Html, OutputPath, SourcePath, UrlPath } from '../base/brand.ts';
import type { Config } from '../config.ts';
import type { Site } from '../site/types.ts';

/** A line of the Open Graph protocol (https://ogp.me). */
export interface OpenGraphView {
  readonly property: string;
  readonly content: string;
}

/** What every page of a site shows: a change here changes every page, so nothing in it may change often. */
export interface SiteView {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Absolute, with a trailing `/`. */
  readonly baseUrl: string;
  readonly sections: readonly LinkView[];
  readonly search: boolean;
  readonly robots: 'index' | 'noindex';
  /** What pages may load, for hosts that send no headers of ours. */
  readonly contentSecurityPolicy: string;
  /** The addresses of the files in templates/assets, by their names with `_` for dots: `style_css`. */
  readonly assets: Readonly<Record<string, string>>;
}

/** A name that leads somewhere in the site. `url` is site-absolute; templates make it relative with `link`. */
export interface LinkView {
  readonly name: string;
  readonly url: UrlPath;
}

/** What a page says of itself to browsers and search engines. */
export interface HeadView {
  readonly kind: string;
  readonly url: UrlPath;
  /** The way up to the site's root (`../../`), or an absolute path where a page is served from anywhere (404). */
  readonly root: string;
  readonly title: string;
  readonly description: string;
  /** Absolute address of the page, or of the original. */
  readonly canonical: string;
  readonly robots: 'index' | 'noindex';
  readonly previous: UrlPath | null;
  readonly next: UrlPath | null;
  readonly breadcrumbs: readonly LinkView[];
  /** The feeds to offer: those of the section a page is of, and those of the site. */
  readonly feeds: readonly FeedLinkView[];
  readonly openGraph: readonly OpenGraphView[];
  /** JSON-LD, each to stand in a `script` element of its own; safe there as it is. */
  readonly jsonLd: readonly Html[];
}

/** A feed as a page offers it; `url` is site-absolute. */
export interface FeedLinkView {
  readonly title: string;
  readonly type: string;
  readonly url: string;
}

/** A date as it was printed, for people and for machines; never with a zone that was not given. */
export interface DateView {
  /** As in the record: `2025-04-14T00:50:45`. */
  readonly iso: string;
  /** `14 April 2025` */
  readonly day: string;
  /** `00:50`, or null where the source gave none. */
  readonly time: string | null;
}

/** An article as other pages show it. */
export interface CardView {
  readonly title: string;
  readonly url: UrlPath;
  readonly date: DateView | null;
  readonly section: LinkView;
  /** The beginning of the text, or the description; empty far down a list. */
  readonly excerpt: string;
  readonly dateline: string | null;
  readonly siteName: string | null;
  readonly likes: number | null;
  /** BCP 47 tag where the text is not in the site's language. */
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl' | null;
}

/** A headline in a list; `url` is null where the archive does not have the article. */
export interface HeadlineView {
  readonly headline: string;
  /** Site-absolute, or an absolute http(s) address. */
  readonly url: string | null;
}

/** What a template sees: plain JSON, made for one page. `bodies` is filled in where the bodies are. */
export interface View {
  readonly site: SiteView;
  readonly page: HeadView;
}

/** Where the cross-links of a body lead, and whether links are written relative or absolute. */
export interface BodyLinks {
  readonly crossLinks: readonly HeadlineView[];
  readonly bareLinks: readonly (readonly [line: string, url: string])[];
  /** Lines that are left out: the frame of the source's pages, two lanes each (articles/short-lines.ts). */
  readonly frame: readonly number[];
  /**
   * The absolute address of the article’s own page where the body stands elsewhere (in a feed), for what the text links
   * to relative to itself; null on that page.
   */
  readonly home: string | null;
}

/** The body of an article that a page shows, and where its cross-links lead. */
export interface BodyWanted extends BodyLinks {
  /** Position in `Site.articles`. */
  readonly article: number;
}

/** The words of a row of articles, of each those in a row of slots of the space of words (articles/words.ts). */
export interface WordsWanted {
  /** Positions in `Site.articles`: the first, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The first slot, and the one after the last. */
  readonly fromSlot: number;
  readonly toSlot: number;
}

/** The words that were wanted, as far as the bytes published before do not have them already. */
export interface WordsFound {
  /** A line an article, words parted by spaces, marked as by `indexWords`; empty where the earlier file has them. */
  readonly lines: string;
  /** The earlier file, and for each article its place in it, or -1 where the words are in `lines`. */
  readonly earlier: { readonly text: string; readonly places: Int32Array } | null;
}

/** A file of the site, planned and not yet rendered. */
export interface Page<V extends View = View> {
  readonly path: OutputPath;
  /** The row of the table of page kinds: says which template or writer makes the bytes. */
  readonly kind: string;
  /** The article that has this page to itself. */
  readonly source?: SourcePath;
  /** Of everything `view` and `bodies` are made from: equal digests, equal views. */
  readonly digest: Digest;
  /** The bodies the page shows; rendered, in this order, they are the view's `bodies`. */
  readonly bodies: readonly BodyWanted[];
  /** The words the page is made of; most kinds need none. */
  readonly words?: WordsWanted;
  /** The view without its bodies; made only when the page is rendered. */
  view(): V;
}

/** A view with its bodies and words in place: what the template gets. */
export type Filled<V extends View = View> = V & {
  readonly bodies: readonly Html[];
  readonly words: WordsFound | null;
};

/** What pages are planned from: the site, the configuration and the frame that every page shows. */
export interface Edition {
  readonly site: Site;
  readonly config: Config;
  readonly frame: SiteView;
  readonly frameDigest: Digest;
  /** The pages of the years of which the archive has articles, newest first. */
  readonly years: readonly LinkView[];
  /** A digest of how an article's text begins, by its position. */
  readonly beginningOf: (position: number) => string;
  /** The digest of what the page at an address shows, which the address names. */
  readonly digestOf: (address: string, shown: readonly string[]) => Digest;
}
