import type { Article } from '../articles/types.ts';
import type { Digest, SourcePath, UrlPath } from '../base/brand.ts';
import type { Problem } from '../base/problem.ts';
import type { AddressMemo } from './addresses.ts';
import type { AnswersMemo } from './answers.ts';
import type { ColumnsMemo } from './columns.ts';
import type { CopiesMemo } from './copies.ts';
import type { Absent, CalendarMemo } from './moments.ts';
import type { PlacedMemo } from './placed.ts';
import type { SimilarMemo } from './similar.ts';
import type { StandingsMemo } from './standings.ts';
import type { StoriesMemo } from './stories.ts';

/** A section as readers see it. */
export interface Section {
  readonly name: string;
  /** Whether it is left out of the navigation and the front page. */
  readonly hidden: boolean;
  readonly url: UrlPath;
  /** Its articles' positions in `Site.articles`, oldest first. */
  readonly articles: readonly number[];
}

/** Why an article is named as similar, and which one. */
export interface Similar {
  /** Position in `Site.articles`. */
  readonly article: number;
  /** What both are about, in print: `Marlow Bay`, `carousel`. */
  readonly shared: readonly string[];
}

/** Another appearance of the same article. */
export interface Copy {
  readonly siteName: string | null;
  readonly date: string | null;
  readonly section: string | null;
  /** The address this copy would have had; it redirects to the article. */
  readonly url: UrlPath;
  /** The file it was read from. */
  readonly source: SourcePath;
}

/** A running story: articles on one thread of events. */
export interface Story {
  readonly title: string;
  /** Does not change when articles join. */
  readonly url: UrlPath;
  /** Positions in `Site.articles`, oldest first. */
  readonly articles: readonly number[];
}

/** An article in its place among the others. */
export interface SiteArticle {
  readonly article: Article;
  readonly url: UrlPath;
  /** Of what cards on other pages show (title, address, date …) but for the excerpt: changes exactly when one of these does. */
  readonly cardDigest: Digest;
  /**
   * Of all that its page shows beside the article itself and what every page shows: links, card, section, story, copies and
   * the cards of the articles beside it. Changes when one of these does.
   */
  readonly digest: Digest;
  /** Position in `Site.sections`. */
  readonly section: number;
  /** Position in `Site.stories`, or null. */
  readonly story: number | null;
  readonly copies: readonly Copy[];
  /** Looked up when asked for: only a page that is made anew asks. */
  readonly links: () => Links;
}

/** Where an article leads. */
export interface Links {
  /** Where each headline leads, in the order of the record's list; null is plain text. */
  readonly related: readonly (string | null)[];
  readonly ranking: readonly (string | null)[];
  readonly recommendation: readonly (string | null)[];
  readonly crossLinks: readonly (string | null)[];
  /** Body lines without a label that are the title of another article: the line and where it leads. */
  readonly bareLinks: readonly (readonly [line: string, url: string])[];
  readonly similar: readonly Similar[];
}

/** A headline with its standing among the headlines the sources name. */
export interface Ranked {
  readonly headline: string;
  /** Position in `Site.articles` where the archive has it. */
  readonly article: number | null;
  /** How many lists name it. */
  readonly lists: number;
  /** The best place it has in any of them, 1-based. */
  readonly best: number;
  /** Places won (+) or lost (−) against a month before; null where it is new. */
  readonly change: number | null;
}

/** A headline that lists name and the archive does not have. */
export interface Wanted {
  readonly headline: string;
  /** How many articles name it. */
  readonly count: number;
  /** Positions in `Site.articles` of those that name it, newest first, at most twelve. */
  readonly namedBy: readonly number[];
}

/** A headline that several articles answer to, so that it leads to none of them. */
export interface Ambiguous {
  readonly headline: string;
  /** Positions in `Site.articles` of the articles it may mean, oldest first. */
  readonly candidates: readonly number[];
  /** Positions of the articles that name it, newest first, at most twelve. */
  readonly namedBy: readonly number[];
}

/**
 * What is remembered from one `link` to the next: plain data (structured clone keeps it), filed under all that it
 * follows from, so that it may come from any other state of the archive. It must be thrown away with the memory of
 * read articles: an article's digest stands for what the reader made of it.
 */
export interface LinkMemo {
  /** The digests of the articles shown, in the order of the first three below. */
  readonly digests: readonly string[];
  readonly calendar: CalendarMemo;
  readonly columns: ColumnsMemo | undefined;
  /** These name headlines by the numbers that the columns give them, so they are worth nothing without. */
  readonly answers: AnswersMemo | undefined;
  readonly standings: StandingsMemo | undefined;
  readonly addresses: AddressMemo;
  readonly copies: CopiesMemo;
  readonly stories: StoriesMemo;
  readonly similar: SimilarMemo;
  /** By the positions of those that lead. */
  readonly placed: PlacedMemo;
}

/** How many articles have no page of their own, and why. */
export interface Skipped extends Absent {
  /** Other appearances of an article, which are told on its page. */
  readonly copies: number;
}

/** The whole archive, linked. Derived afresh from the articles by every build, never patched. */
export interface Site {
  /** One an article (copies merged), oldest first; undated ones before all others. Positions serve as references. */
  readonly articles: readonly SiteArticle[];
  /** In the order shown; hidden ones last. */
  readonly sections: readonly Section[];
  /** In the order in which they became stories: the newest last. */
  readonly stories: readonly Story[];
  /** Best first; per section by the section's position. */
  readonly ranking: readonly Ranked[];
  readonly sectionRanking: readonly (readonly Ranked[])[];
  readonly recommendation: readonly Ranked[];
  /** Most named first. */
  readonly wanted: readonly Wanted[];
  /** Positions of the most liked articles, most first. */
  readonly mostLiked: readonly number[];
  /** The date taken as today, local ISO 8601; empty where no article has a date and none is set. */
  readonly now: string;
  /** When the site next becomes different by time alone (an embargo ends, an article expires), or null. */
  readonly changesAt: string | null;
  readonly skipped: Skipped;
  readonly problems: readonly Problem[];
  /** Headlines with several answers, by headline; for `check`. */
  readonly ambiguous: readonly Ambiguous[];
  /** To be handed to the next `link`; no part of the site. */
  readonly memo: LinkMemo;
}
