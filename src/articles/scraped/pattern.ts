import { dateAt, findDate } from './dates.ts';
import { foldCase } from './text.ts';

/**
 * The little language in which a family says what a line looks like: literal text and `{fields}`.
 * `Date:{date}` · `{date}source:{site}category:{section}` · `veryGood! ({likes})`
 *
 * A field of text takes what stands up to the first place where the pattern goes on (at the end of the line: up
 * to the last), at least one character; nothing is ever tried twice, so matching is linear.
 */
export interface Pattern {
  readonly source: string;
  readonly parts: readonly Part[];
}

type Part =
  | { readonly literal: string }
  | { readonly field: Field; readonly kind: 'text' | 'date' | 'count' | 'rest' };

/** What the fields of a pattern may be called, and what each takes. */
export const fieldKinds = {
  title: 'text',
  section: 'text',
  site: 'text',
  author: 'text',
  headline: 'text',
  junk: 'text',
  url: 'text',
  date: 'date',
  likes: 'count',
  views: 'count',
  rest: 'rest', // anything, also nothing
} as const;

export type Field = keyof typeof fieldKinds;

/** What a pattern found in a line; a date is ISO 8601 or, where the calendar has no such day, the empty text. */
export type Found = Partial<Record<Field, string>>;

/** Compiles a pattern, or says what is wrong with it. */
export function compilePattern(source: string): Pattern | { readonly wrong: string } {
  if (source === '') return { wrong: 'a pattern must not be empty' };
  const parts: Part[] = [];
  for (const piece of source.split(/(\{[^{}]{0,40}\})/)) {
    if (piece === '') continue;
    if (!piece.startsWith('{')) {
      parts.push({ literal: piece });
      continue;
    }
    const name = piece.slice(1, -1);
    if (!Object.hasOwn(fieldKinds, name)) {
      return { wrong: `{${name}} is no field; there are ${Object.keys(fieldKinds).join(', ')}` };
    }
    parts.push({ field: name as Field, kind: fieldKinds[name as Field] });
  }
  return { source, parts };
}

/** The place of the first `{section}{title}`: two texts with nothing between, which only the title's own line can part. */
export function gluedAt(pattern: Pattern): number {
  return pattern.parts.findIndex((part, n) => {
    const next = pattern.parts[n + 1];
    return isText(part) && next !== undefined && isText(next);
  });
}

function isText(part: Part): boolean {
  return 'field' in part && part.kind === 'text';
}

/** What the fields of a pattern are in a line, or null where the line is not like that. */
export function matchPattern(pattern: Pattern, line: string): Found | null {
  const { parts } = pattern;
  if (!canEnd(parts[parts.length - 1]!, line) || !canBegin(parts[0]!, line)) return null;
  const found: Found = {};
  let at = 0;
  for (let n = 0; n < parts.length; n++) {
    const part = parts[n]!;
    if ('literal' in part) {
      if (!line.startsWith(part.literal, at)) return null;
      at += part.literal.length;
      continue;
    }
    if (part.kind === 'count') {
      const from = at;
      while (isDigit(line.charCodeAt(at))) at++;
      if (at === from || at - from > 15) return null;
      found[part.field] = line.slice(from, at);
      continue;
    }
    if (part.kind === 'date') {
      const date = dateAt(line, at);
      if (date === null) return null;
      found.date = date.iso ?? '';
      at = date.end;
      continue;
    }
    const to = endOfText(line, at, parts[n + 1], n + 2 === parts.length);
    if (to < 0) return null;
    const text = line.slice(at, to).trim();
    if (text === '' && part.kind !== 'rest') return null;
    found[part.field] = text;
    at = to;
  }
  return at === line.length ? found : null;
}

/** Whether the first part of a pattern can be the beginning of a line. */
function canBegin(part: Part, line: string): boolean {
  return !('literal' in part) || line.startsWith(part.literal);
}

/** Whether the last part can be its end. */
function canEnd(part: Part, line: string): boolean {
  if ('literal' in part) return line.endsWith(part.literal);
  return part.kind !== 'count' || isDigit(line.charCodeAt(line.length - 1));
}

/** Where a text that begins at `at` ends because the pattern goes on, or -1. */
function endOfText(line: string, at: number, next: Part | undefined, nextIsLast: boolean): number {
  if (next === undefined) return line.length;
  if ('literal' in next) {
    if (!nextIsLast) return line.indexOf(next.literal, at);
    return line.endsWith(next.literal) && line.length - next.literal.length >= at
      ? line.length - next.literal.length
      : -1;
  }
  if (next.kind === 'date') return findDate(line, at)?.start ?? -1;
  if (next.kind === 'count') {
    for (let i = at; i < line.length; i++) if (isDigit(line.charCodeAt(i))) return i;
    return -1;
  }
  return next.kind === 'rest' ? line.length : -1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The first of several patterns that fits a line. */
export function firstMatch(patterns: readonly Pattern[], line: string): Found | null {
  for (const pattern of patterns) {
    const found = matchPattern(pattern, line);
    if (found !== null) return found;
  }
  return null;
}

/** Patterns in order, of which a line is only asked those that can begin as it does: there may be a hundred. */
export class PatternList {
  private readonly byOpening: ReadonlyMap<string, readonly Pattern[]>;
  private readonly ofOthers: readonly Pattern[];

  constructor(patterns: readonly Pattern[]) {
    const opened = patterns.map((pattern) => ({ pattern, openings: openingsOf(pattern) }));
    const openedBy = (opening: string): Pattern[] =>
      opened
        .filter(({ openings }) => openings === null || openings.includes(opening))
        .map(({ pattern }) => pattern);
    this.byOpening = new Map(
      opened.flatMap(({ openings }) => openings ?? []).map((opening) => [opening, openedBy(opening)]),
    );
    this.ofOthers = openedBy('');
  }

  /** What the first pattern that fits finds in the line. */
  first(line: string): Found | null {
    return firstMatch(this.byOpening.get(line.charAt(0)) ?? this.ofOthers, line);
  }
}

/** Whole lines of one kind, of which there may be hundreds: literal ones are looked up, patterns are tried. */
export class LineSet {
  /** The first, for messages; '' where there is none. */
  readonly name: string;
  private readonly literal: ReadonlySet<string>;
  /** How long the literal ones are: asked first, because hardly a line is as long as one. */
  private readonly lengths: ReadonlySet<number>;
  private readonly patterns: PatternList | null;

  /**
   * @param anyCase capitals, small letters and the kinds of quotes and dashes are the same, and a colon may end a line
   * @param headings a line that holds more than a pattern's own words is no sentence and has no colon within
   */
  constructor(
    lines: readonly Pattern[],
    private readonly anyCase: boolean,
    private readonly headings = false,
  ) {
    this.name = lines[0]?.source ?? '';
    this.literal = new Set(lines.filter(isLiteral).map(({ source }) => source));
    this.lengths = new Set([...this.literal].map(({ length }) => length));
    const others = lines.filter((pattern) => !isLiteral(pattern));
    this.patterns = others.length === 0 ? null : new PatternList(others);
  }

  has(line: string): boolean {
    if (line.length > 200 || this.name === '') return false;
    if (!this.anyCase && this.patterns === null)
      return this.lengths.has(line.length) && this.literal.has(line);
    const asked = this.anyCase ? foldCase(line) : line;
    if (this.isOne(asked, line)) return true;
    return (
      this.anyCase &&
      /[^:：\s]\s?[:：]$/.test(asked.slice(-3)) &&
      this.isOne(asked.replace(/\s?[:：]$/, ''), line)
    );
  }

  private isOne(asked: string, line: string): boolean {
    if (this.lengths.has(asked.length) && this.literal.has(asked)) return true;
    if (this.patterns === null || this.patterns.first(asked) === null) return false;
    return !(this.anyCase && this.headings && isSaying(line));
  }
}

/** A sentence, or a label and what it labels. */
function isSaying(line: string): boolean {
  return /[.!?]$|: \S/.test(line.replace(/[“"«][^”"»]*[”"»]$/, ''));
}

/** The characters with which a line of a pattern can begin; null for any. */
function openingsOf({ parts: [first] }: Pattern): readonly string[] | null {
  if (first === undefined) return null;
  if ('literal' in first) return [first.literal.charAt(0)];
  return first.kind === 'count' ? digits : null;
}

const digits = [...'0123456789'];

function isLiteral({ parts }: Pattern): boolean {
  return parts.every((part) => 'literal' in part);
}
