import { partBreadcrumb, placeIn } from './breadcrumb.ts';
import type { Family, Slot } from './family.ts';
import { isShort } from './looks.ts';
import { firstMatch, gluedAt, type Pattern } from './pattern.ts';
import { Head, matchSlot, type Sheet, type Tell } from './sheet.ts';
import { skimHead } from './skim.ts';
import { footOf, partingOf, readTail } from './tail.ts';
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
  /** The first line of its text, where lines come in no known order; else 0. */
  readonly text: number;
  readonly related: readonly string[];
  readonly ranking: readonly string[];
  readonly recommendation: readonly string[];
}

/** The first family to which a page belongs. */
export function familyOf(lines: readonly string[], families: Iterable<Family>): Family | null {
  for (const family of families)
    if (family.signs.some((group) => group.every((sign) => isThere(sign, lines)))) return family;
  return null;
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
    text: head.text,
    ...tail,
  };
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
      tell(
        'head-stray',
        `The line stands between title and date and belongs to nothing: ${quote(line)}.`,
        at,
      );
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
    tell('title-line-missing', `There is no title line, and ${how}.`, at);
  } else if (!parted.confirmed) {
    tell(
      'title-not-in-breadcrumb',
      'The title line is not in the breadcrumb, so section and site are told apart by guess or not at all.',
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
