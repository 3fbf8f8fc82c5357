import { inFull } from '../articles/shelved.ts';
import type { Article, Settled } from '../articles/types.ts';
import type { SourcePath } from '../base/brand.ts';
import { digestOfAll } from '../base/digest.ts';
import { hashText, type Lanes } from '../base/hash.ts';
import { finished, type Steps } from '../base/steps.ts';
import type { Config } from '../config.ts';
import { plain } from './headlines.ts';

/*
 * What one file cannot tell, all together can. Everything here follows from the articles, whatever their order, and from
 * `inference` in site.yaml; an article that something was settled of is a new one with a digest of its own, so that whoever
 * files something under digests is right. Records written by hand (Markdown) are taken as they stand.
 */

/** The fewest files that print a section for its name to part a breadcrumb. */
export const SECTION_FILES = 3;
/** The fewest files whose own text proves a junk brand for it to be one wherever a title begins with it. */
export const BRAND_FILES = 3;
/** The fewest articles of a site, and the least share of them, that have a line for it to be the frame of the pages. */
export const FRAME_FILES = 5;
export const FRAME_SHARE = 1 / 4;
/** The fewest words of a line that may be another article's title; of a script without spaces, characters. */
export const TITLE_WORDS = 4;
export const TITLE_CHARACTERS = 8;

/** Every inference: a permanent name, what it says, when, and what an editor can do about it. */
export const inferences = {
  'archive-cross-link': {
    says: 'A paragraph or sub-heading that is the title of another article is a cross-link to it.',
    when: `the line has at least ${TITLE_WORDS} words (${TITLE_CHARACTERS} characters in scripts without spaces) and is exactly one other article’s title, apart from quotation marks, dashes, spaces and case`,
    instead: 'import the file: a paragraph of a record stays one',
  },
  'archive-section': {
    says: 'A section name of other files parts section and title where the file has no title line.',
    when: `at least ${SECTION_FILES} files print the section beside a title line of their own, the seam shows (a capital, a digit or a quotation mark follows), no other seam is near, and only one such name fits`,
    instead: 'write title and section into a sidecar, or import the file',
  },
  'archive-brand': {
    says: 'A brand that other files prove to be junk is left out of the title that pages show; the record keeps it.',
    when: `the view line, the first paragraph or the site’s name of at least ${BRAND_FILES} files with different titles proves it, and the title goes on with a capital, a digit or a quotation mark`,
    instead: 'write the title into a sidecar, or import the file',
  },
  'archive-frame': {
    says: 'A short line that stands in many files of one site is the frame of its pages and is left out of the text.',
    when: `at least ${FRAME_FILES} articles with different titles, and a quarter of all articles of the site, have the line; it has at most 120 characters and is no item of a list`,
    instead: 'import the file: its text is then shown as it stands',
  },
} as const satisfies Record<string, { says: string; when: string; instead: string }>;

export type InferenceId = keyof typeof inferences;

/** Something settled of one article that its record and titles show. */
export interface Inference {
  readonly rule: Exclude<InferenceId, 'archive-cross-link' | 'archive-frame'>;
  readonly source: SourcePath;
  readonly reason: string;
}

/** A line that is the frame of a site's pages. The text is in the files. */
export interface FrameLine {
  /** The hash of the line (articles/short-lines.ts). */
  readonly lo: number;
  readonly hi: number;
  readonly site: string;
  /** Articles that have it, by their titles, and all articles of the site. */
  readonly count: number;
  readonly of: number;
  /** A file that has it: the first in the order of paths. */
  readonly source: SourcePath;
}

/** The articles as the archive reads them. */
export interface Inferred {
  /** Same order as those given, which stand here themselves where nothing was settled. */
  readonly articles: readonly Article[];
  readonly inferences: readonly Inference[];
  readonly frame: readonly FrameLine[];
}

/** Articles that are settled in one step. */
const STEP = 10_000;

/** Settles what all articles together tell of each; with `inference: false` pages show every title as it is printed. */
export function infer(articles: readonly Article[], config: Pick<Config, 'inference'>): Inferred {
  return finished(inferring(articles, config));
}

/** The same in steps. */
export function* inferring(
  articles: readonly Article[],
  { inference }: Pick<Config, 'inference'>,
): Steps<Inferred> {
  if (!inference) return { articles: articles.map(asPrinted), inferences: [], frame: [] };
  const sections = printedSections(articles);
  yield;
  const brands = provenBrands(articles);
  yield;
  const frame = frameLines(articles);
  yield;
  const framed = new Map(frame.map((line) => [keyOf(line.site, line.lo, line.hi), line]));
  const found: Inference[] = [];
  const settledOf = (article: Article): Article => {
    const parted = sections === null ? null : partedBy(article, sections);
    const title = parted?.title ?? article.record.title;
    const shown = brands === null ? null : withoutProven(article, title, brands);
    const lines = framed.size === 0 ? [] : framedLines(article, framed);
    if (parted === null && shown === null && lines.length === 0) return article;
    const { source } = article;
    if (parted !== null)
      found.push({
        rule: 'archive-section',
        source,
        reason: `${parted.files} files have the section “${parted.section}”, so the first line is read as this section and the title “${parted.title}”`,
      });
    if (shown !== null)
      found.push({
        rule: 'archive-brand',
        source,
        reason: `${shown.files} files prove “${shown.brand}” to be a junk brand, so pages show the title without it`,
      });
    const displayTitle = shown?.title ?? (parted === null ? article.displayTitle : title);
    return settle(article, {
      title,
      section: parted?.section ?? article.record.section,
      displayTitle,
      lines,
    });
  };
  const settled: Article[] = [];
  for (const article of articles) if (settled.push(settledOf(article)) % STEP === 0) yield;
  return { articles: settled, inferences: found, frame };
}

/** Whether a body line is the title of this other article: one that an editor would have written as a link. */
export function isTitleOf(line: string, { record, displayTitle }: Article): boolean {
  const words = line.split(' ').length;
  if (words < TITLE_WORDS && !(/\p{Lo}/u.test(line) && line.length >= TITLE_CHARACTERS)) return false;
  const same = plain(line);
  return same === plain(record.title) || same === plain(displayTitle);
}

function asPrinted(article: Article): Article {
  const { title, section } = article.record;
  if (article.displayTitle === title) return article;
  return settle(article, { title, section, displayTitle: title, lines: [] });
}

/** A new article with what was settled, under a digest of all that it follows from. */
function settle(
  article: Article,
  now: { title: string; section: string | null; displayTitle: string; lines: readonly number[] },
): Article {
  const whole = inFull(article);
  const { digest, record } = whole;
  const settled: Settled = { digest, title: record.title, section: record.section, frame: now.lines };
  return {
    ...whole,
    digest: digestOfAll([digest, now.title, String(now.section), now.displayTitle, now.lines.join()]),
    record: { ...record, title: now.title, section: now.section },
    displayTitle: now.displayTitle,
    settled,
  };
}

// Sections

/** How many files print each section; null where no breadcrumb waits to be parted. */
function printedSections(articles: readonly Article[]): ReadonlyMap<string, number> | null {
  if (articles.every(({ unsplitBreadcrumb }) => unsplitBreadcrumb == null)) return null;
  const files = new Map<string, number>();
  for (const { record } of articles)
    if (record.section !== null) files.set(record.section, (files.get(record.section) ?? 0) + 1);
  for (const [name, count] of files) if (count < SECTION_FILES || name.length < 2) files.delete(name);
  return files;
}

/** The one reading that the sections allow of a glued breadcrumb; null where there are none or several. */
function partedBy(
  { unsplitBreadcrumb: glued, record }: Article,
  sections: ReadonlyMap<string, number>,
): { readonly section: string; readonly title: string; readonly files: number } | null {
  if (glued == null || record.section !== null) return null;
  let only: string | null = null;
  for (let length = 2; length < glued.length && length <= LONGEST_SECTION; length++) {
    const name = glued.slice(0, length);
    if (!sections.has(name) || !isSeam(glued, length)) continue;
    if (only !== null) return null;
    only = name;
  }
  if (only === null || SEAM_WITHIN.test(glued.slice(only.length))) return null;
  // A title line that the breadcrumb does not hold is the title all the same.
  const title = record.title === glued ? glued.slice(only.length) : record.title;
  return { section: only, title, files: sections.get(only)! };
}

/** The longest section name looked for, UTF-16 units. */
const LONGEST_SECTION = 60;
/** What a title begins with. Letters without case are not here: between two of them no seam can be seen. */
const OPENING = /^["'‘“«„¿¡$€£¥#@(\p{Lu}\p{Lt}\p{N}]/u;

/** A first word in which there is another seam: `ArtLifeOld ropes` may be of a section `ArtLife` that no other file has. */
const SEAM_WITHIN = /^[^\p{Z}]*?(?:\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2})/u;

/** Whether a title may begin at this place of a glued text. `US` ends no word of capitals: `USFerry`, not `USA Today`. */
function isSeam(glued: string, at: number): boolean {
  const rest = glued.slice(at);
  if (!OPENING.test(rest)) return false;
  if (/\p{N}/u.test(glued[at - 1]!)) return !/^\p{N}/u.test(rest);
  return !/\p{Lu}/u.test(glued[at - 1]!) || !/^\p{Lu}(?!\p{Ll})/u.test(rest);
}

// Junk brands

/** A brand stands within so many units of a title's beginning, as the reader has it (articles/scraped/brand.ts). */
const BRAND_WITHIN = 60;
/** The shortest title behind a brand, UTF-16 units. */
const SHORTEST_TITLE = 12;

/** The beginnings of titles, brand and sign, that are junk, with how many titles prove it; null where there is none. */
function provenBrands(articles: readonly Article[]): ReadonlyMap<string, number> | null {
  const titles = new Map<string, Set<string>>();
  for (const { record, displayTitle } of articles) {
    const { title } = record;
    if (displayTitle === title || !title.endsWith(displayTitle)) continue;
    const brand = title.slice(0, title.length - displayTitle.length).trim();
    const under = titles.get(brand);
    if (under === undefined) titles.set(brand, new Set([displayTitle]));
    else under.add(displayTitle);
  }
  const proven = [...titles].filter(([, under]) => under.size >= BRAND_FILES);
  return proven.length === 0 ? null : new Map(proven.map(([brand, under]) => [brand, under.size]));
}

function withoutProven(
  { record, displayTitle, source, overruled }: Article,
  title: string,
  brands: ReadonlyMap<string, number>,
): { readonly brand: string; readonly title: string; readonly files: number } | null {
  if (displayTitle !== record.title || source.endsWith('.md') || overruled?.includes('title')) return null;
  const cut = title.slice(0, BRAND_WITHIN).search(/[-|｜]/);
  if (cut < 2) return null;
  const files = brands.get(title.slice(0, cut + 1).trim());
  const rest = title.slice(cut + 1).trim();
  if (files === undefined || rest.length < SHORTEST_TITLE || !OPENING.test(rest)) return null;
  return { brand: title.slice(0, cut).trim(), title: rest, files };
}

// The frame of a site's pages

const lanes: Lanes = { lo: 0, hi: 0 };

function keyOf(site: string, lo: number, hi: number): string {
  return `${lo} ${hi} ${site}`;
}

/**
 * The lines that stand in many articles of one site. Nearly all lines stand in one alone, and a row of small counters rules
 * them out; only what passes is counted exactly, by titles, so that an article printed twice counts once.
 */
function frameLines(articles: readonly Article[]): FrameLine[] {
  const sites = new Map<string, { readonly salt: number; count: number }>();
  let size = 1 << 10;
  while (size < articles.length * 8) size *= 2;
  const counters = new Uint8Array(size);
  const eachLine = (take: (article: Article, site: string, slot: number, at: number) => void): void => {
    for (const article of articles) {
      const { shortLines, record } = article;
      if (record.siteName === null) continue;
      let site = sites.get(record.siteName);
      if (site === undefined) {
        hashText(record.siteName, lanes);
        site = { salt: lanes.lo, count: 0 };
        sites.set(record.siteName, site);
      }
      site.count++;
      if (shortLines === null) continue;
      for (let at = 0; at < shortLines.length; at += 2)
        take(article, record.siteName, ((shortLines[at]! ^ site.salt) >>> 0) & (size - 1), at);
    }
  };
  let most = 0;
  eachLine((_, __, slot) => {
    if (counters[slot]! < FRAME_FILES && ++counters[slot]! > most) most++;
  });
  if (most < FRAME_FILES) return [];
  for (const site of sites.values()) site.count = 0;
  const lines = new Map<string, { titles: Set<string> } & Omit<FrameLine, 'count' | 'of'>>();
  eachLine(({ shortLines, record, source }, site, slot, at) => {
    if (counters[slot]! < FRAME_FILES) return;
    const lo = shortLines![at]!;
    const hi = shortLines![at + 1]!;
    const key = keyOf(site, lo, hi);
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { titles: new Set([record.title]), lo, hi, site, source });
    else {
      line.titles.add(record.title);
      if (source < line.source) lines.set(key, { ...line, source });
    }
  });
  return [...lines.values()]
    .map(({ titles, ...line }) => ({ ...line, count: titles.size, of: sites.get(line.site)!.count }))
    .filter(({ count, of }) => count >= FRAME_FILES && count >= of * FRAME_SHARE)
    .sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : a.lo - b.lo || a.hi - b.hi));
}

function framedLines({ shortLines, record }: Article, framed: ReadonlyMap<string, FrameLine>): number[] {
  if (shortLines === null || record.siteName === null) return [];
  const found: number[] = [];
  for (let at = 0; at < shortLines.length; at += 2) {
    const lo = shortLines[at]!;
    const hi = shortLines[at + 1]!;
    if (framed.has(keyOf(record.siteName, lo, hi))) found.push(lo, hi);
  }
  return found;
}
