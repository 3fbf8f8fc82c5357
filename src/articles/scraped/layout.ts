import { isStatement } from './body-end.ts';
import { isBiography, isOfNothing } from './body-tests.ts';
import { findDate } from './dates.ts';
import type { Family, Slot, TailList } from './family.ts';
import { isFrameOf } from './frame.ts';
import { firstMatch, gluedAt, type Pattern } from './pattern.ts';
import type { LayoutRuleId } from './rules.ts';
import { Head, matchSlot, type Sheet, type Tell } from './sheet.ts';
import { isShort, skimHead } from './skim.ts';
import { fold, quote } from './text.ts';
import { textStartOf } from './text-start.ts';

/** What head and tail of a page say, and where its body stands. */
export interface Layout {
  readonly title: string | null;
  readonly section: string | null;
  readonly site: string | null;
  /** Null where there is no date line, '' where its date does not exist. */
  readonly date: string | null;
  readonly likes: string | null;
  readonly view: string | null;
  readonly bylines: readonly string[];
  /** Section and title as the breadcrumb has them, unparted, where nothing told where the title begins. */
  readonly unsplit: string | null;
  /** The body: lines `from` (included) to `to` (excluded) of the sheet. */
  readonly from: number;
  readonly to: number;
  readonly related: readonly string[];
  readonly ranking: readonly string[];
  readonly recommendation: readonly string[];
}

/** The first family to which a page belongs. */
export function familyOf(lines: readonly string[], families: readonly Family[]): Family | null {
  return (
    families.find((family) => family.signs.some((group) => group.every((sign) => isThere(sign, lines)))) ??
    null
  );
}

function isThere(sign: Family['signs'][number][number], lines: readonly string[]): boolean {
  const [from, to] = {
    first: [0, 1],
    head: [0, 8],
    foot: [lines.length - 8, lines.length],
    anywhere: [0, lines.length],
  }[sign.where] as [number, number];
  for (let n = Math.max(0, from); n < Math.min(to, lines.length); n++) {
    if (firstMatch(sign.lines, lines[n]!) !== null) return true;
  }
  return false;
}

/** Reads head and tail of a page by the description of its family; body lines are left without a role. */
export function readLayout(sheet: Sheet, family: Family, tell: Tell): Layout {
  const end = footOf(sheet, family);
  const start = family.head.some(({ headline }) => headline)
    ? textStartOf(sheet.lines, end.from, family)
    : -1;
  const parting = partingOf(sheet.lines, family, end.from, start);
  const head =
    start >= 0 ? skimHead(sheet, family, parting.at, start, tell) : walkHead(sheet, family, parting.at, tell);
  const tail = readTail(sheet, family, parting, end.from, tell);
  return {
    title: head.found.title ?? null,
    section: head.found.section ?? null,
    site: head.found.site ?? null,
    date: head.found.date ?? end.date,
    likes: parting.likes ?? head.found.likes ?? null,
    view: head.view,
    bylines: head.bylines,
    unsplit: head.unsplit,
    from: head.end,
    to: parting.at,
    ...tail,
  };
}

/** Takes the lines at the very end that the family expects there. */
function footOf(sheet: Sheet, family: Family): { readonly from: number; readonly date: string | null } {
  let from = sheet.lines.length;
  let date: string | null = null;
  while (from > 0 && family.foot.length > 0) {
    const line = sheet.lines[from - 1]!;
    const slot = family.foot.find(({ lines }) => firstMatch(lines, line) !== null);
    if (slot === undefined) break;
    from--;
    sheet.give(from, 'chrome', 'foot-chrome');
    const found = firstMatch(slot.lines, line);
    // The uppermost date is this page's; those below it are of other pages.
    if (found?.date !== undefined && slot.role === 'date') date = found.date;
  }
  if (date !== null) sheet.give(from, 'date', 'foot-date');
  return { from, date };
}

interface Parting {
  /** Where the body ends. */
  readonly at: number;
  /** The like line or another divider stands there. */
  readonly divider: boolean;
  readonly likes: string | null;
}

/** Body and tail part at the last divider; without one at the last heading that opens the tail. */
function partingOf(lines: readonly string[], family: Family, end: number, start: number): Parting {
  if (family.divider.length > 0) {
    for (let n = end - 1; n >= 0; n--) {
      const found = firstMatch(family.divider, lines[n]!);
      if (found !== null) return { at: n, divider: true, likes: found.likes ?? null };
    }
  }
  const openedAt = (at: number): Parting => ({ at, divider: false, likes: null });
  if (family.loose) return openedAt(blockAt(lines, family, end, Math.max(start, 0)));
  const openers = family.lists.filter((list) => list.opens !== null);
  for (let n = end - 1; n >= 1 && openers.length > 0; n--) {
    if (openers.some((list) => list.opens === 'last' && opensAt(lines, n, end, list))) return openedAt(n);
  }
  for (let n = 1; n < end && openers.length > 0; n++) {
    if (openers.some((list) => list.opens === 'first' && opensAt(lines, n, end, list))) return openedAt(n);
  }
  return openedAt(end);
}

/**
 * Where the block of headings and bare lines at the end of a page begins: at its uppermost heading. Readers' comments
 * are prose too, so their heading (one that opens as the `first`) begins the block wherever it stands below some
 * prose; one that opens as the `last` begins it below most of the prose.
 */
function blockAt(lines: readonly string[], family: Family, end: number, start: number): number {
  const isHeading = (line: string): boolean => family.lists.some(({ headings }) => headings.has(line));
  const markers = family.lists.flatMap((list) => list.markers);
  const comments = family.lists.filter(({ opens }) => opens === 'first');
  let close = end;
  let prose = 0;
  for (let n = start; n < end && close === end; n++) {
    if (prose > 1 && comments.some(({ headings }) => headings.has(lines[n]!))) close = n;
    else if (isStatement(lines[n]!)) prose++;
  }
  close = closedAt(lines, family, close, start, prose);
  let at = close;
  for (let n = close - 1; n >= Math.max(2, start); n--) {
    const line = lines[n]!;
    if (isHeading(line)) {
      if (!isProseUnder(lines, n, at, family)) at = n;
    } else if (line.length > 250) break;
    else if (!isSentence(line) || markers.some((marker) => line.startsWith(marker))) continue;
    else if (!isOfNothing(line) && !isBiography(line) && !isFrameOf(family, line)) break;
  }
  return at;
}

/** Whether nothing but sentences stands between the heading of a list of headlines and the next: then it is a sub-heading. */
function isProseUnder(lines: readonly string[], heading: number, end: number, family: Family): boolean {
  const list = family.lists.find(({ headings }) => headings.has(lines[heading]!));
  if (list === undefined || list.gives === 'chrome' || list.gives === 'unrecognised') return false;
  let at = heading + 1;
  while (at < end && /^[^-•*·–].{12,}[.。]["”'’)]?$/u.test(lines[at]!.slice(-400))) at++;
  return at === end && at > heading + 1;
}

/** How many sentences may stand below a heading that closes the text: of the author, of the paper. */
const sentencesBelow = 3;

/** The uppermost heading below which no text goes on: at most a few sentences, and far fewer than above. */
function closedAt(
  lines: readonly string[],
  family: Family,
  end: number,
  start: number,
  prose: number,
): number {
  const closing = family.lists.filter(({ opens }) => opens === 'last');
  let at = end;
  let below = 0;
  for (let n = end - 1; n >= Math.max(2, start) && below <= sentencesBelow && below * 3 <= prose; n--) {
    const line = lines[n]!;
    if (closing.some(({ headings }) => headings.has(line))) at = n;
    else if (isSentence(line) && !isOfNothing(line)) below++;
  }
  return at;
}

function isSentence(line: string): boolean {
  return line.length > 60 && /[.。]["”'’)]?$/.test(line) && !isShort(line);
}

function isDateAlone(line: string): boolean {
  const date = line.length <= 40 ? findDate(line, 0) : null;
  return date !== null && date.start === 0 && date.end === line.length;
}

function opensAt(lines: readonly string[], n: number, end: number, list: TailList): boolean {
  if (!list.headings.has(lines[n]!)) return false;
  const next = lines[n + 1];
  if (list.markers.length === 0) return true;
  return next !== undefined && n + 1 < end && list.markers.some((marker) => next.startsWith(marker));
}

/** Gives the lines above the body their places in the family's head, in order; any may be missing. */
function walkHead(sheet: Sheet, family: Family, end: number, tell: Tell): Head {
  const { lines } = sheet;
  const slots = family.head;
  const head = new Head(sheet);
  let breadcrumb: { readonly pattern: Pattern; readonly at: number } | null = null;
  let next = 0; // the first slot not yet passed
  let at = 0;
  for (; at < end; at++) {
    const line = lines[at]!;
    if (at > 0 && line === lines[at - 1]) {
      sheet.give(at, 'chrome', 'head-again');
      continue;
    }
    const taken = slotOf(slots, next, lines, at, end, breadcrumb === null ? null : lines[breadcrumb.at]!);
    if (taken < 0) {
      if (!isStray(slots, next, lines, at, end)) break;
      sheet.give(at, 'unrecognised', 'head-stray');
      tell('head-stray', `the line stands between title and date and belongs to nothing: ${quote(line)}`, at);
      continue;
    }
    const slot = slots[taken]!;
    next = taken + 1;
    const glued = slot.lines.find((pattern) => gluedAt(pattern) >= 0);
    if (glued === undefined) {
      head.take(slot, at);
    } else {
      breadcrumb = { pattern: glued, at };
      sheet.give(at, 'breadcrumb', 'head-breadcrumb');
    }
  }
  if (breadcrumb !== null) readBreadcrumb(lines[breadcrumb.at]!, breadcrumb, head, family, tell);
  return head.close(at);
}

/** The slot that a line takes, or -1: the title that the breadcrumb prints before all others. */
function slotOf(
  slots: readonly Slot[],
  next: number,
  lines: readonly string[],
  at: number,
  end: number,
  breadcrumb: string | null,
): number {
  const title = slots.findIndex((slot, n) => n >= next && slot.role === 'title' && slot.free);
  const printed = breadcrumb !== null && title >= 0 && placeIn(breadcrumb, lines[at]!) !== null;
  if (printed && !isViewBeforeDate(slots, lines, at, end)) return title;
  const taken = slotFor(slots, next, lines, at, end);
  if (taken < 0 || taken !== title || breadcrumb === null) return taken;
  return isTitleLine(slots, lines, at, end, breadcrumb) ? taken : -1;
}

/** Parts the breadcrumb by the title's line and tells what could not be parted. */
function readBreadcrumb(
  line: string,
  { pattern, at }: { readonly pattern: Pattern; readonly at: number },
  head: Head,
  family: Family,
  tell: Tell,
): void {
  const { found } = head;
  const parted = partBreadcrumb(line, pattern, found.title ?? null, family.sections);
  if (parted.section !== null) found.section ??= parted.section;
  if (parted.site !== null) found.site ??= parted.site;
  if (parted.section === null && !parted.confirmed) head.unsplit = parted.title;
  if (found.title === undefined && parted.title !== null) {
    found.title = parted.title;
    const how =
      parted.section === null
        ? `nothing tells where the section ends in ${quote(parted.title)}`
        : `the title was taken from the breadcrumb after the known section ${quote(parted.section)}`;
    tell('title-line-missing', `there is no title line, and ${how}`, at);
  } else if (!parted.confirmed) {
    tell(
      'title-not-in-breadcrumb',
      'the title line is not in the breadcrumb, so section and site are told apart by guess or not at all',
      head.titleAt,
    );
  }
}

/** The slot for a line: a literal one that it matches, else a free one that is due. */
function slotFor(
  slots: readonly Slot[],
  next: number,
  lines: readonly string[],
  at: number,
  end: number,
): number {
  for (let n = next; n < slots.length; n++)
    if (!slots[n]!.free && fits(slots, slots[n]!, lines, at, end)) return n;
  for (let n = next; n < slots.length; n++) {
    const due = slots[n]!;
    if (!due.free) continue;
    // Where fewer lines are left than free slots, the title has them.
    const laterTitle = slots.findIndex((slot, later) => later > n && slot.free && slot.role === 'title');
    if (laterTitle >= 0 && (at + 1 >= end || isLiteral(slots, n, lines, at + 1, end))) continue;
    return n;
  }
  return -1;
}

function isLiteral(
  slots: readonly Slot[],
  next: number,
  lines: readonly string[],
  at: number,
  end: number,
): boolean {
  return slots.some((slot, n) => n >= next && !slot.free && fits(slots, slot, lines, at, end));
}

/** Whether a line may stand in a slot that is not free. */
function fits(
  slots: readonly Slot[],
  slot: Slot,
  lines: readonly string[],
  at: number,
  end: number,
): boolean {
  if (at >= end || (slot.place !== null && slot.place !== at + 1)) return false;
  const line = lines[at]!;
  if (slot.short && !isShort(line)) return false;
  const starts = slot.starts !== null && line.startsWith(slot.starts);
  if (slot.role === 'breadcrumb' && slot.starts !== null) return starts && at === 0;
  const matches = matchSlot(slot, line) !== null || (starts && line.length <= 40);
  if (!matches || slot.before === null) return matches;
  return slots.some((other) => other.role === slot.before && fits(slots, other, lines, at + 1, end));
}

function isViewBeforeDate(
  slots: readonly Slot[],
  lines: readonly string[],
  at: number,
  end: number,
): boolean {
  return slots.some(
    (slot) =>
      slot.before !== null &&
      fits(slots, slot, lines, at, end) &&
      slot.lines.some((pattern) => pattern.source === lines[at]),
  );
}

/**
 * Whether a line that the breadcrumb does not hold is the title line all the same: the rest of the head follows it,
 * or it has most words in common with the breadcrumb.
 */
function isTitleLine(
  slots: readonly Slot[],
  lines: readonly string[],
  at: number,
  end: number,
  breadcrumb: string,
): boolean {
  if (isLiteral(slots, 0, lines, at + 1, end)) return true;
  const line = lines[at]!;
  if (line.length > 400) return false;
  const known = new Set(wordsOf(breadcrumb));
  const own = wordsOf(line);
  return own.length > 0 && own.filter((word) => known.has(word)).length * 2 >= own.length;
}

function wordsOf(line: string): string[] {
  return fold(line)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A short line with no end of a sentence, directly before a line that the head expects and matches whole. */
function isStray(
  slots: readonly Slot[],
  next: number,
  lines: readonly string[],
  at: number,
  end: number,
): boolean {
  const line = lines[at]!;
  if (at === 0 || at > 6 || line.length > 60 || /[.!?:;,]$/.test(line) || at + 1 >= end) return false;
  const after = lines[at + 1]!;
  return slots.some(
    (slot, n) =>
      n >= next && slot.role === 'date' && !slot.free && (firstMatch(slot.lines, after)?.date ?? '') !== '',
  );
}

interface Parted {
  readonly section: string | null;
  readonly title: string | null;
  readonly site: string | null;
  /** The title line was found in it. */
  readonly confirmed: boolean;
}

/**
 * Parts a breadcrumb `…{section}{title} -{site}`. The title's own line tells where it stands; never capitals, the
 * first ` -`, `>` or `|`. Without it the last ` -` splits the site off, and a known section splits the section off.
 */
export function partBreadcrumb(
  line: string,
  pattern: Pattern,
  title: string | null,
  sections: readonly string[],
): Parted {
  const before = literalAt(pattern, gluedAt(pattern) - 1);
  const after = literalAt(pattern, gluedAt(pattern) + 2);
  const trail = withoutLead(line, before);
  const place = title === null ? null : placeIn(trail, title, after);
  if (title !== null && place !== null) {
    const rest = trail.slice(place + title.length);
    const cut = rest.startsWith(after) ? 0 : rest.lastIndexOf(after);
    return {
      section: clean(trail.slice(0, place)),
      title,
      site: cut < 0 ? null : text(rest.slice(cut + after.length)),
      confirmed: true,
    };
  }
  const cut = trail.lastIndexOf(after);
  const site = cut < 0 ? null : text(trail.slice(cut + after.length));
  const glued = (cut < 0 ? trail : trail.slice(0, cut)).trim();
  const section = sections
    .filter((name) => glued.startsWith(name) && isSeam(glued, name.length))
    .reduce((longest, name) => (name.length > longest.length ? name : longest), '');
  return {
    section: section === '' ? null : section,
    title: text(glued.slice(section.length)),
    site,
    confirmed: false,
  };
}

/** A section ends where something begins that is not its own word's next letter. */
function isSeam(glued: string, at: number): boolean {
  return at < glued.length && !/[\p{Ll}\s]/u.test(glued[at]!);
}

function literalAt(pattern: Pattern, n: number): string {
  const part = pattern.parts[n];
  return part !== undefined && 'literal' in part ? part.literal : '';
}

/** The line after the literal text in front of the section; a space more or less does not matter, nor a missing home. */
function withoutLead(line: string, literal: string): string {
  let at = 0;
  let kept = 0;
  for (const character of literal) {
    if (character === ' ') {
      while (line[at] === ' ' || line[at] === '\u00a0') at++;
      continue;
    }
    while (line[at] === ' ' || line[at] === '\u00a0') at++;
    if (line[at] !== character) return line.slice(kept).trimStart();
    at++;
    if (character === ':') kept = at;
  }
  return line.slice(at).trimStart();
}

/**
 * Where a title stands in a trail: the first place that what follows a title follows too, else the first at all.
 * Quotes, dashes and spaces that differ in kind only are the same.
 */
function placeIn(trail: string, title: string, after = ''): number | null {
  if (title === '') return null;
  const start = trail.slice(0, 20_000); // no honest breadcrumb is longer, and the search stays cheap
  for (const [where, what] of [
    [start, title],
    [fold(start), fold(title)],
  ] as const) {
    const first = where.indexOf(what);
    if (first < 0) continue;
    for (let at = first; at >= 0; at = where.indexOf(what, at + 1)) {
      const rest = where.slice(at + what.length);
      if (rest === '' || (after !== '' && rest.startsWith(after))) return at;
      if (at > first + 2000) break;
    }
    if (what.length >= 3) return first;
  }
  return null;
}

function clean(section: string): string | null {
  return text(section.replace(/[\s>›»/|]+$/, ''));
}

function text(value: string): string | null {
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

type Lists = { related: string[]; ranking: string[]; recommendation: string[] };

/** Reads the tail: each heading at most once and in order, whatever stands under it an item of its list. */
function readTail(sheet: Sheet, family: Family, parting: Parting, end: number, tell: Tell): Lists {
  const given: Lists = { related: [], ranking: [], recommendation: [] };
  const { lines } = sheet;
  let at = parting.at;
  if (parting.divider) {
    sheet.give(
      at,
      parting.likes === null ? 'chrome' : 'likes',
      parting.likes === null ? 'tail-divider' : 'tail-likes',
    );
    at++;
  }
  let next = 0;
  let list: TailList | null = null;
  let afterHeadline = false;
  let marked = 0;
  let bare = 0;
  let stray = -1;
  const close = (): void => {
    if (list !== null && list.markers.length > 0 && marked > 0 && bare > 0) {
      tell(
        'mixed-markers',
        `of the lines under ${quote(list.headings.name)} ${marked} are marked and ${bare} are not`,
        at - 1,
      );
    }
    marked = 0;
    bare = 0;
  };
  for (; at < end; at++) {
    const line = lines[at]!;
    const heading = family.lists.findIndex((one, n) => (n >= next || family.loose) && one.headings.has(line));
    if (heading >= 0 && (list?.gives !== 'unrecognised' || family.lists[heading] !== list)) {
      close();
      list = family.lists[heading]!;
      next = heading + 1;
      afterHeadline = false;
      sheet.give(at, 'heading', 'tail-heading');
      continue;
    }
    if (list === null) {
      sheet.give(at, 'unrecognised', 'tail-stray');
      if (stray < 0) stray = at;
      continue;
    }
    if (family.loose && list.gives !== 'unrecognised' && isFrameOf(family, line)) {
      sheet.give(at, 'chrome', 'tail-chrome');
      continue;
    }
    if (family.loose && list.gives !== 'unrecognised' && isBiography(line)) {
      sheet.give(at, 'credit', 'body-biography');
      continue;
    }
    if (family.loose && isOfNothing(line)) {
      sheet.give(at, 'unrecognised', 'tail-unrecognised');
      continue;
    }
    if (list.gives === 'chrome' || list.gives === 'unrecognised') {
      sheet.give(at, list.gives, list.gives === 'chrome' ? 'tail-chrome' : 'tail-unrecognised');
      continue;
    }
    if (family.loose && (isSentence(line) || isDateAlone(line))) {
      sheet.give(at, 'unrecognised', 'tail-unrecognised'); // no headline
      continue;
    }
    if (list.teasers && afterHeadline) {
      sheet.give(at, 'chrome', 'tail-teaser');
      afterHeadline = false;
      continue;
    }
    if (list.markers.some((mark) => mark.trim() === line)) {
      sheet.give(at, 'unrecognised', 'tail-empty');
      continue;
    }
    const marker = list.markers.find((mark) => line.startsWith(mark));
    if (marker === undefined) bare++;
    else marked++;
    given[list.gives].push(marker === undefined ? line : line.slice(marker.length).trim());
    sheet.give(at, list.gives, `tail-${list.gives}` satisfies LayoutRuleId);
    afterHeadline = true;
  }
  close();
  if (stray >= 0) {
    tell(
      'stray-tail-lines',
      'lines stand after the body and before the first heading, so no list can claim them',
      stray,
    );
  }
  return given;
}
