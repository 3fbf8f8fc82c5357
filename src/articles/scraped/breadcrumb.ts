import { gluedAt, type Pattern } from './pattern.ts';
import { fold } from './text.ts';

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
export function placeIn(trail: string, title: string, after = ''): number | null {
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
