import { z } from 'zod';
import { type Problem, problem } from '../../base/problem.ts';
import { compilePattern, fieldKinds, gluedAt, LineSet, type Pattern, PatternList } from './pattern.ts';
import { fold } from './text.ts';

/** Where a sign of a family is looked for: the first line, the first eight, the last eight, or all. */
const places = ['first', 'head', 'foot', 'anywhere'] as const;
const headRoles = ['breadcrumb', 'title', 'view', 'date', 'byline', 'chrome'] as const;
const listRoles = ['related', 'ranking', 'recommendation', 'chrome', 'unrecognised'] as const;

const pattern = z.string().superRefine((source, check) => {
  const compiled = compilePattern(source);
  if ('wrong' in compiled) check.addIssue({ code: 'custom', message: compiled.wrong });
});
const patterns = z.union([pattern, z.array(pattern).min(1)]);

const description = z.strictObject({
  /** What the family is called in messages. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a name is lower-case letters, digits and hyphens'),
  says: z.string().optional(),
  /** A stopgap, tried last: pages read by it are told about. */
  stopgap: z.boolean().optional(),
  /** A page belongs to the family when all signs of one of these groups are there. */
  signs: z.array(z.array(z.strictObject({ line: patterns, where: z.enum(places) })).min(1)).optional(),
  /** The lines above the body, in order; each may be missing. */
  head: z
    .array(
      z.strictObject({
        role: z.enum(headRoles),
        line: patterns,
        /** The line is this one as soon as it begins so, even when the rest of the pattern does not fit. */
        starts: z.string().min(1).optional(),
        /** Only as this line of the page, 1-based, blank lines not counted. */
        place: z.int().positive().optional(),
        /** Only directly before a line of this role. */
        before: z.enum(headRoles).optional(),
        /**
         * The line that looks most like a headline among the first; short lines above it are chrome, and the other
         * lines of the head may stand anywhere near it.
         */
        headline: z.boolean().optional(),
        /** Only a short line that is no sentence. */
        short: z.boolean().optional(),
      }),
    )
    .optional(),
  /** Names of sections that are known, for parting `{section}{title}` when the title has no line of its own. */
  sections: z.array(z.string().min(1)).optional(),
  /** The body begins with a copy of its own beginning, cut. */
  teaser: z.boolean().optional(),
  /** Whole lines inside the body that belong to the page's frame. */
  chrome: z.array(pattern).optional(),
  /** Bylines, lines of the frame and headings are written in small letters here and in any case on the page. */
  anyCase: z.boolean().optional(),
  /** Labels of cross-links beside the common ones, without the colon. */
  labels: z.array(z.string().min(1)).optional(),
  /** Lines at the very end of the page. */
  foot: z.array(z.strictObject({ role: z.enum(headRoles), line: patterns })).optional(),
  /** What follows the body. */
  tail: z
    .strictObject({
      /** The last line like this parts the body from the tail. */
      divider: patterns.optional(),
      /** The tail is the block of headings and bare lines at the end, and its headings come in any order. */
      loose: z.boolean().optional(),
      /** The headings in the order in which they come, each at most once. */
      lists: z
        .array(
          z.strictObject({
            heading: patterns,
            gives: z.enum(listRoles),
            /** Taken off the front of an item, once. */
            marker: z.union([z.string().min(1), z.array(z.string().min(1))]).optional(),
            /**
             * Without a divider the first or last such heading begins the tail (one with a marker: where a marked line
             * follows). In a loose tail the first begins it below any prose, and the last below most of the prose.
             */
            opens: z.enum(['first', 'last']).optional(),
            /** Each headline is followed by the beginning of its text. */
            teasers: z.boolean().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

/** One layout family as it is written down: plain data, the same in code and in a site's own file. */
export type FamilyDescription = z.infer<typeof description>;

/** A family with its patterns compiled; what the engine reads by. */
export interface Family {
  readonly name: string;
  readonly says: string;
  readonly stopgap: boolean;
  readonly signs: readonly (readonly Sign[])[];
  readonly head: readonly Slot[];
  readonly sections: readonly string[];
  readonly teaser: boolean;
  readonly chrome: LineSet;
  readonly anyCase: boolean;
  readonly labels: readonly string[];
  readonly foot: readonly { readonly role: Slot['role']; readonly lines: readonly Pattern[] }[];
  readonly divider: readonly Pattern[];
  readonly loose: boolean;
  readonly lists: readonly TailList[];
  /** Those of all lists. */
  readonly headings: LineSet;
}

export interface Sign {
  readonly lines: readonly Pattern[];
  readonly where: (typeof places)[number];
}

export interface Slot {
  readonly role: (typeof headRoles)[number];
  readonly lines: readonly Pattern[];
  /** The same, to be asked. */
  readonly list: PatternList;
  readonly starts: string | null;
  readonly place: number | null;
  readonly before: Slot['role'] | null;
  readonly headline: boolean;
  readonly short: boolean;
  /** Its patterns are in small letters, and match a line in any case. */
  readonly anyCase: boolean;
  /** Its pattern is a single text: any line fits. */
  readonly free: boolean;
}

export interface TailList {
  readonly headings: LineSet;
  readonly gives: (typeof listRoles)[number];
  readonly markers: readonly string[];
  readonly opens: 'first' | 'last' | null;
  readonly teasers: boolean;
}

/**
 * Checks and compiles a list of family descriptions. A description that is wrong is left out and told, with the
 * place inside it; the others are used.
 *
 * @param given a list of plain objects, as YAML or JSON gives them; null or undefined is the empty list
 * @param file the file they come from, for the problems
 */
export function parseFamilies(
  given: unknown,
  file: string,
): { readonly families: readonly Family[]; readonly problems: readonly Problem[] } {
  const wrong = (reason: string): Problem =>
    problem('error', 'bad-family', file, reason, {
      hint: 'See docs/reading.md for a family and all its keys.',
    });
  if (given === null || given === undefined) return { families: [], problems: [] };
  if (!Array.isArray(given))
    return { families: [], problems: [wrong('Families must be a list of descriptions.')] };
  const families: Family[] = [];
  const problems: Problem[] = [];
  given.forEach((one: unknown, n) => {
    const checked = description.safeParse(one);
    if (!checked.success) {
      for (const issue of checked.error.issues) {
        problems.push(wrong(`${nameOf(one, n)}: ${[...issue.path, ''].join(' › ')}${issue.message}.`));
      }
      return;
    }
    const faults = faultsOf(checked.data);
    problems.push(...faults.map((fault) => wrong(`${checked.data.name}: ${fault}.`)));
    if (families.some((family) => family.name === checked.data.name)) {
      problems.push(wrong(`${checked.data.name}: there are two families of that name.`));
    } else if (faults.length === 0) families.push(compileFamily(checked.data));
  });
  return { families, problems };
}

function nameOf(one: unknown, n: number): string {
  const name = typeof one === 'object' && one !== null && 'name' in one ? one.name : undefined;
  return typeof name === 'string' ? name : `families[${n}]`;
}

/** What the shape alone does not say. */
function faultsOf(given: FamilyDescription): string[] {
  const faults: string[] = [];
  const head = compileFamily(given).head;
  if (!given.stopgap && !given.signs?.length) faults.push('without signs no page could belong to it');
  for (const slot of head) {
    if (slot.starts !== null && !slot.lines.some((line) => line.source.startsWith(slot.starts!.trim()))) {
      faults.push(`head: no pattern of the ${slot.role} line begins with ${JSON.stringify(slot.starts)}`);
    }
    if (slot.before !== null && !head.some((other) => other.role === slot.before)) {
      faults.push(`head: there is no ${slot.before} line for the ${slot.role} line to stand before`);
    }
    const glued = slot.lines.find((line) => gluedAt(line) >= 0);
    if (glued !== undefined && (slot.role !== 'breadcrumb' || !glued.source.includes('{section}{title}'))) {
      faults.push(
        `head: nothing tells where the first text of ${JSON.stringify(glued.source)} ends; only {section}{title} of a breadcrumb may touch`,
      );
    }
  }
  return faults;
}

/** Compiles a description that is known to be right. */
export function compileFamily(given: FamilyDescription): Family {
  const anyCase = given.anyCase ?? false;
  const linesOf = (sources: string | readonly string[]): Pattern[] =>
    compileAll(anyCase ? [sources].flat().map((source) => fold(source).toLowerCase()) : sources);
  return {
    name: given.name,
    says: given.says ?? '',
    stopgap: given.stopgap ?? false,
    signs: (given.signs ?? []).map((group) =>
      group.map(({ line, where }) => ({ lines: compileAll(line), where })),
    ),
    head: (given.head ?? []).map((slot) => {
      const inAnyCase = anyCase && (slot.role === 'byline' || slot.role === 'chrome');
      const lines = inAnyCase ? linesOf(slot.line) : compileAll(slot.line);
      return {
        role: slot.role,
        lines,
        list: new PatternList(lines),
        starts: slot.starts ?? null,
        place: slot.place ?? null,
        before: slot.before ?? null,
        headline: slot.headline ?? false,
        short: slot.short ?? false,
        anyCase: inAnyCase,
        free: lines.every(isFree),
      };
    }),
    sections: given.sections ?? [],
    teaser: given.teaser ?? false,
    chrome: new LineSet(linesOf(given.chrome ?? []), anyCase),
    anyCase,
    labels: given.labels ?? [],
    foot: (given.foot ?? []).map(({ role, line }) => ({ role, lines: compileAll(line) })),
    divider: given.tail?.divider === undefined ? [] : compileAll(given.tail.divider),
    loose: given.tail?.loose ?? false,
    lists: (given.tail?.lists ?? []).map((list) => ({
      headings: new LineSet(linesOf(list.heading), anyCase, true),
      gives: list.gives,
      markers: list.marker === undefined ? [] : [list.marker].flat(),
      opens: list.opens ?? null,
      teasers: list.teasers ?? false,
    })),
    headings: new LineSet(
      (given.tail?.lists ?? []).flatMap((list) => linesOf(list.heading)),
      anyCase,
      true,
    ),
  };
}

function isFree({ parts }: Pattern): boolean {
  const [only] = parts;
  return parts.length === 1 && only !== undefined && 'field' in only && fieldKinds[only.field] === 'text';
}

function compileAll(sources: string | readonly string[]): Pattern[] {
  return [sources].flat().map((source) => {
    const compiled = compilePattern(source);
    if ('wrong' in compiled) throw new Error(`${source}: ${compiled.wrong}`); // checked before
    return compiled;
  });
}
