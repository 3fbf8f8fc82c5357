import type { Root } from 'mdast';
import type { Problem } from '../../base/problem.ts';
import type { CrossLink, Line, LineRole } from '../types.ts';
import { isBare } from './bare-lines.ts';
import { authorBoxOf, proseFrom, textEndOf } from './body-end.ts';
import { boxesIn, noBoxes } from './boxes.ts';
import { brandLength, type JunkBrand, junkBrandOf } from './brand.ts';
import { type Dateline, datelineOf } from './dateline.ts';
import { findDate } from './dates.ts';
import { families, stopgap } from './families.ts';
import type { Family } from './family.ts';
import { forgetFrames } from './frame.ts';
import { familyOf, type Layout, readLayout } from './layout.ts';
import { lettered } from './letters.ts';
import { gluedLink, labelledLink } from './links.ts';
import { tellOf } from './problems.ts';
import { bodyRuleOf } from './rules.ts';
import { Sheet } from './sheet.ts';
import { fold, quote, splitLines, strip } from './text.ts';
import { subjectOf } from './text-start.ts';
import { type BodyLine, treeOf } from './tree.ts';

/** A scraped page, read: the fields of the record under their names, and what else its text alone tells. */
export interface ScrapedPage {
  /** The family by whose description it was read. */
  readonly family: string;
  readonly title: string | null;
  readonly date: string | null;
  readonly section: string | null;
  readonly siteName: string | null;
  readonly dateline: string | null;
  readonly likes: number | null;
  readonly crossLinks: readonly CrossLink[];
  readonly credits: readonly string[];
  readonly related: readonly string[];
  readonly ranking: readonly string[];
  readonly recommendation: readonly string[];
  readonly unrecognised: readonly string[];
  readonly paragraphs: readonly string[];
  readonly root: Root;
  readonly lines: readonly Line[];
  readonly problems: readonly Problem[];
  readonly brand: JunkBrand | null;
  /** Section and title glued together, where nothing in the file parts them. */
  readonly unsplitBreadcrumb: string | null;
  /** The paragraphs that are prose: no sub-headings, no list items; the first without its dateline. */
  readonly prose: readonly string[];
  /** Paragraphs that would be unlabelled cross-links if another article bore that title. */
  readonly bareLines: readonly string[];
}

/**
 * Reads decoded text by the first family that fits it: a site's own families first, then those that come with
 * Broadsheet. Never throws, whatever the text; linear in its length.
 *
 * @param file the path for problems
 */
export function readScraped(text: string, file: string, own: readonly Family[] = []): ScrapedPage {
  return readScrapedLines(splitLines(text), file, own);
}

/** The same, of lines that are already cut. */
export function readScrapedLines(
  source: readonly string[],
  file: string,
  own: readonly Family[],
): ScrapedPage {
  const stripped: string[] = [];
  const numbers: number[] = []; // of the lines that are not blank, 0-based
  for (let n = 0; n < source.length; n++) {
    const line = strip(source[n]!);
    if (line === '') continue;
    stripped.push(line);
    numbers.push(n);
  }
  const problems: Problem[] = [];
  const tell = (rule: Parameters<typeof tellOf>[1], reason: string, line: number): void => {
    problems.push(tellOf(file, rule, reason, (numbers[line] ?? 0) + 1));
  };

  forgetFrames();
  const sheet = new Sheet(stripped);
  const family = familyOf(stripped, own) ?? familyOf(stripped, families()) ?? stopgap();
  if (family.stopgap) {
    tell(
      'stopgap-reader',
      'The page is of no known family; title, date, paragraphs and lists were taken by common signs.',
      0,
    );
  }
  let layout = readLayout(sheet, family, tell);
  giveBodyRoles(sheet, layout, family);

  const body: BodyLine[] = [];
  const unrecognised: string[] = [];
  for (let n = 0; n < stripped.length; n++) {
    const role = sheet.roles[n];
    if (role === 'unrecognised') unrecognised.push(stripped[n]!);
    else if (role === 'paragraph' || role === 'cross-link' || role === 'credit' || role === 'byline') {
      const text = stripped[n]!;
      body.push({
        text,
        role,
        rule: sheet.rules[n]!,
        link: role === 'cross-link' ? linkIn(text, family) : null,
      });
    }
  }
  const paragraphs = body.filter(({ role }) => role === 'paragraph');
  const brand =
    layout.title === null
      ? null
      : junkBrandOf(layout.title, {
          view: layout.view,
          site: layout.site,
          firstParagraph: paragraphs[0]?.text ?? null,
        });
  const dateline = datelineIn(paragraphs, possibleBrands(layout), family.loose);
  if (layout.date === null && family.loose && dateline !== null)
    layout = { ...layout, date: dateOf(paragraphs[dateline.at]!.text.slice(0, dateline.found.end)) };
  if (dateline?.found.place === null) {
    tell(
      'dateline-unsure',
      'Something is stuck to the region of the dateline, so it was left out.',
      layout.from,
    );
  }
  tellOfFields(layout, paragraphs.length, brand, stripped, tell);

  return {
    family: family.name,
    title: layout.title,
    date: layout.date === '' ? null : layout.date,
    section: layout.section,
    siteName: layout.site,
    dateline: dateline?.found.place ?? null,
    likes: layout.likes === null ? null : Number(layout.likes),
    crossLinks: body.map(({ link }) => link).filter((link) => link !== null),
    credits: body.filter(({ role }) => role === 'credit' || role === 'byline').map(({ text }) => text),
    related: layout.related,
    ranking: layout.ranking,
    recommendation: layout.recommendation,
    unrecognised,
    paragraphs: paragraphs.map(({ text }) => text),
    root: treeOf(body),
    lines: linesOf(source, numbers, sheet),
    problems,
    brand,
    unsplitBreadcrumb: layout.unsplit,
    prose: proseOf(paragraphs, dateline),
    bareLines: paragraphs
      .filter(({ text, rule }) => rule !== 'body-list-item' && isBare(text))
      .map(({ text }) => text),
  };
}

/** What a line links to that is a cross-link; only its label can part it, and listed headlines have none. */
function linkIn(text: string, { labels }: Family): CrossLink {
  return labelledLink(text, labels) ?? gluedLink(text) ?? { label: null, headline: text };
}

const noSubject: ReadonlySet<string> = new Set();

/** Gives each line between head and tail its role; from the last to the first, so that the end knows it is one. */
function giveBodyRoles(sheet: Sheet, layout: Layout, family: Family): void {
  const lines = sheet.lines.slice(layout.from, layout.to);
  const isListed = listedIn(layout);
  const authorBox = family.loose ? authorBoxOf(lines, headOf(sheet, layout), family) : Infinity;
  const boxes = family.loose ? boxesIn(lines, family) : noBoxes;
  const textEnd = family.loose ? textEndOf(lines, family, boxes) : Infinity;
  const firstProse = family.loose ? proseFrom(lines) : 0;
  const page = {
    family,
    boxes,
    lines,
    isListed,
    bylines: layout.bylines,
    authorBox,
    proseFrom: firstProse,
    text: layout.text - layout.from,
    subject: layout.text > layout.from ? subjectOf(sheet.lines, layout.text) : noSubject,
    textEnd,
    closing: true,
  };
  for (let n = lines.length - 1; n >= 0; n--) {
    if (sheet.roles[layout.from + n] !== undefined) continue; // a date or a byline that stands late
    const rule = bodyRuleOf(lines[n]!, n, page);
    sheet.give(layout.from + n, rule.role, rule.id);
    if (rule.role === 'paragraph' && !(page.closing && isClosingNote(lines[n]!))) page.closing = false;
  }
}

const closingNote = lettered(
  /^\p{Lu}[\p{L} ]{2,20}: \S+@\S+$|^If you (?:or|are|know|need|have)\b.*\b(?:988|[Ll]ifeline|[Hh]otline|[Hh]elpline)\b|^(?:\(?(?:Editor['’]?s['’]? [Nn]ote|EDITOR['’]S NOTE|Corrections?|CORRECTION|Clarification|Updates?|UPDATE)\b ?[:(—–,-]|(?:This|An earlier version of this) (?:story|article|report|column|piece|headline|post|version) (?:has been|was|is|have been|contained|corrects|misstated|misspelled|incorrectly|gave)\b|This (?:(?:essay|piece|column|excerpt|story|article) (?:first|originally) (?:appeared|ran)|is a (?:developing|breaking|corrected|updated)|interview (?:has been|was)|conversation (?:has been|was)))/u,
);

/** A note below a text on the text itself, or where help is to be had; who wrote it may stand above such a note. */
function isClosingNote(line: string): boolean {
  return line.length <= 500 && closingNote.test(line);
}

/** The lines that say who wrote it and when. */
function headOf({ lines, roles }: Sheet, { from }: Layout): string[] {
  return lines
    .slice(0, from + 12)
    .filter((_line, n) => roles[n] === 'byline' || roles[n] === 'date' || roles[n] === 'chrome');
}

/**
 * Whether a body line is one of the headlines the page itself lists. An item is also found by a longer line where
 * it was cut at a hyphen; the page's own title is no link to another story.
 */
function listedIn(layout: Layout): (line: string) => boolean {
  const items = [...layout.related, ...layout.ranking, ...layout.recommendation];
  if (items.length === 0) return () => false;
  const title = layout.title === null ? null : fold(layout.title);
  const lengths = new Uint8Array(201);
  for (const { length } of items) lengths[length] = 1;
  let listed: Set<string> | undefined; // many a body has no line that could be one
  return (line) => {
    if (line.length > 200 || line.length < 12 || line.startsWith('- ')) return false;
    if (lengths[line.length] === 0 && !isCutAt(line, lengths)) return false;
    listed ??= new Set(items.map(fold));
    const folded = fold(line);
    if (folded === title) return false;
    if (listed.has(folded)) return true;
    for (let at = folded.indexOf('-', 8); at > 0; at = folded.indexOf('-', at + 1)) {
      if (listed.has(folded.slice(0, at)) && !/[.,;:]$/.test(folded)) return true;
    }
    return false;
  };
}

/** Whether a line has a hyphen or a dash where something of one of these lengths would be cut. */
function isCutAt(line: string, lengths: Uint8Array): boolean {
  hyphens.lastIndex = 0;
  while (hyphens.test(line)) if (lengths[hyphens.lastIndex - 1] === 1) return true;
  return false;
}

const hyphens = /[-\u2010-\u2015\u2212]/g;

/** What may be pasted into the text of this page: what stands in front of the title or before `View`, and the site's name. */
function possibleBrands({ title, site, view }: Layout): string[] {
  const before = title === null ? '' : title.slice(0, Math.max(0, brandLength(title)));
  const counted = (view ?? '').replace(/\s?View$/, '');
  const half = counted.slice(0, (counted.length - 1) / 2); // a brand may be doubled there
  return [
    site ?? '',
    before.trim(),
    (site ?? '').split(' ')[0]!,
    counted === `${half} ${half}` ? half : counted,
  ].filter((brand) => brand.length > 1);
}

/**
 * The dateline of the first paragraph; a sub-heading or an editor's note may stand above it, and where the lines of
 * the head come in no known order, a standfirst.
 */
function datelineIn(
  paragraphs: readonly BodyLine[],
  brands: readonly string[],
  standfirst: boolean,
): { readonly found: Dateline; readonly at: number } | null {
  for (let at = 0; at < Math.min(3, paragraphs.length); at++) {
    const { text, rule } = paragraphs[at]!;
    const found = datelineOf(text, brands);
    if (found !== null) return { found, at };
    if (standfirst && text.length <= 160) continue;
    if (rule !== 'body-sub-heading' && !/^(?:\(?Editor['’]s? note|Note)\b/i.test(text)) return null;
  }
  return null;
}

/** The day that a press release prints in its dateline, `OSLO, March 3, 2025 --`: with its year, or none. */
function dateOf(dateline: string): string | null {
  const iso = /\b(?:19|20)\d\d\b/.test(dateline) ? findDate(dateline, 0)?.iso : undefined;
  return iso?.length === 10 ? iso : null;
}

function proseOf(
  paragraphs: readonly BodyLine[],
  dateline: { readonly found: Dateline; readonly at: number } | null,
): string[] {
  const prose: string[] = [];
  paragraphs.forEach(({ text, rule }, n) => {
    if (rule === 'body-paragraph') prose.push(n === dateline?.at ? text.slice(dateline.found.end) : text);
  });
  return prose;
}

function tellOfFields(
  layout: Layout,
  paragraphs: number,
  brand: JunkBrand | null,
  lines: readonly string[],
  tell: (rule: Parameters<typeof tellOf>[1], reason: string, line: number) => void,
): void {
  if (layout.title === null)
    tell('no-title', 'No line of the file is its title, so it cannot have a page.', 0);
  if (layout.date === null) tell('no-date', 'The head has no date line, so the article is undated.', 0);
  if (layout.date === '') {
    tell(
      'bad-date',
      'The date line has no date that is certain (the calendar has no such day, or day and month might be either), so the article is undated.',
      Math.max(0, layout.from - 1),
    );
  }
  if (paragraphs === 0)
    tell('no-body', 'There is no paragraph between head and lists.', Math.max(0, layout.from - 1));
  if (brand !== null) {
    tell(
      'junk-brand',
      `${quote(brand.brand)} in front of the title is taken for a junk brand (${brand.evidence}); pages show the title without it.`,
      Math.max(0, lines.indexOf(layout.title ?? '')),
    );
  }
  if (layout.to !== lines.length) return;
  const heading = lines.findIndex(
    (line, n) =>
      n >= layout.from && /^(?:Related|Ranking)$/.test(line) && (lines[n + 1] ?? '').startsWith('- '),
  );
  if (heading >= 0) {
    tell(
      'lists-without-divider',
      'What looks like lists was read as body, because nothing parts them from it.',
      heading,
    );
  }
}

function linesOf(source: readonly string[], numbers: readonly number[], sheet: Sheet): Line[] {
  let next = 0;
  return source.map((text, n) => {
    let role: LineRole = 'blank';
    let rule = 'blank';
    if (numbers[next] === n) {
      role = sheet.roles[next]!;
      rule = sheet.rules[next]!;
      next++;
    }
    return { number: n + 1, text, role, rule };
  });
}
