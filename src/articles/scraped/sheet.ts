import type { LineRole } from '../types.ts';
import { findDate } from './dates.ts';
import type { Slot } from './family.ts';
import type { Found } from './pattern.ts';
import type { ReaderProblem } from './problems.ts';
import type { LayoutRuleId } from './rules.ts';
import { foldCase } from './text.ts';

/** Says something about a line of the sheet. */
export type Tell = (rule: ReaderProblem, reason: string, line: number) => void;

/** The lines of a file that are not blank, stripped, with the role that each is given: the engine's desk. */
export class Sheet {
  readonly lines: readonly string[];
  readonly roles: (LineRole | undefined)[];
  readonly rules: (string | undefined)[];

  constructor(lines: readonly string[]) {
    this.lines = lines;
    // As long as they will be: the body is given its roles from its end, and an array that is filled so grows into a map.
    this.roles = new Array(lines.length);
    this.rules = new Array(lines.length);
  }

  give(line: number, role: LineRole, rule: string): void {
    this.roles[line] = role;
    this.rules[line] = rule;
  }
}

/** What a line of the head says in one of its slots, or null where it is no such line. */
export function matchSlot(slot: Slot, line: string): Found | null {
  return slot.list.first(slot.anyCase ? foldCase(line) : line);
}

const headRule: Record<Slot['role'], LayoutRuleId> = {
  breadcrumb: 'head-section',
  title: 'head-title',
  view: 'head-view',
  date: 'head-date',
  byline: 'head-byline',
  chrome: 'head-chrome',
};

/** What the head's lines say, while they are read. */
export class Head {
  readonly found: Found = {};
  readonly bylines: string[] = [];
  view: string | null = null;
  titleAt = -1;
  unsplit: string | null = null;
  /** The line after the head. */
  end = 0;
  /** The first line of the text, where that was looked for. */
  text = 0;
  /** A date of a line that is no date line. */
  private spare: { readonly date: string; readonly at: number } | null = null;
  private readonly sheet: Sheet;

  constructor(sheet: Sheet) {
    this.sheet = sheet;
  }

  /** @param fields what the line says, where it is known already */
  take(slot: Slot, at: number, fields = matchSlot(slot, this.sheet.lines[at]!)): void {
    const line = this.sheet.lines[at]!;
    if (slot.role === 'chrome') {
      if (fields?.date) this.spare ??= { date: fields.date, at };
    } else if (fields !== null) {
      for (const field of fieldsOf(fields)) this.found[field] ??= fields[field]!;
      // The same day once more, with its time.
      if (this.found.date?.length === 10 && fields.date?.startsWith(`${this.found.date}T`))
        this.found.date = fields.date;
    }
    if (slot.role === 'title') this.titleAt = at;
    if (slot.role === 'view') this.view = line;
    if (slot.role === 'byline') this.bylines.push(line);
    if (slot.role === 'date' && fields?.date === undefined) this.found.date ??= '';
    this.sheet.give(at, slot.role, headRule[slot.role]);
  }

  /** Adds the time that stands on a line of its own under the date, where the date is a day alone. */
  addTime(dateLine: string, time: string): boolean {
    const day = this.found.date;
    if (day?.length !== 10) return false;
    const both = findDate(`${dateLine} ${time}`, 0)?.iso;
    if (both?.startsWith(`${day}T`) !== true) return false;
    this.found.date = both;
    return true;
  }

  close(end: number): this {
    this.end = end;
    if (this.spare !== null && this.found.date === undefined) {
      this.found.date = this.spare.date;
      this.sheet.give(this.spare.at, 'date', 'head-date');
    }
    return this;
  }
}

function fieldsOf(found: Found): (keyof Found)[] {
  return Object.keys(found) as (keyof Found)[];
}
