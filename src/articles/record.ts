import { closest, distance } from 'fastest-levenshtein';
import type * as z from 'zod';
import type { Problem } from '../base/problem.ts';
import { problem } from '../base/problem.ts';
import type { FrontMatter } from './front-matter.ts';
import { quoted, unsafeKeys } from './front-matter.ts';
import { ADDRESS, entryNames, fieldNames, recordSchema } from './schema.ts';
import type { ArticleRecord } from './types.ts';

/** A record of which nothing is known; it lacks only its title. */
export const emptyRecord: Omit<ArticleRecord, 'title'> = (({ title: _, ...rest }) => rest)(
  recordSchema.parse({ title: '-' }) as ArticleRecord,
);

/** The most problems told of one record. */
const MOST_PROBLEMS = 50;
const dates: ReadonlySet<string> = new Set(['date', 'updated', 'expires']);

/**
 * Front matter checked against the schema, field by field and entry by entry, so that a bad one is told of and left
 * out, and the rest of the record stays. The record is null only where there is no title.
 */
export function checkRecord(
  front: FrontMatter & { readonly fields: Readonly<Record<string, unknown>> },
  file: string,
): { readonly record: ArticleRecord | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [...unknownNames(front, file)];
  const record: Record<string, unknown> = {};
  for (const name of fieldNames) {
    // An empty field is one left out.
    const { data, problems: own } = checkField(name, front, file);
    if (data !== undefined) record[name] = data;
    problems.push(...own);
  }
  if (typeof front.fields.title === 'number' || typeof front.fields.title === 'boolean') {
    record.title = String(front.fields.title);
  }
  if (record.title === undefined) {
    if (front.fields.title === undefined || front.fields.title === null) {
      problems.push(
        problem('error', 'title-missing', file, 'The article has no title, so it has no page.', {
          ...('title' in front.fields ? front.placeOf(['title']) : {}),
          hint: titleHint(front.body),
        }),
      );
    }
    return { record: null, problems: fewest(problems, file) };
  }
  return { record: record as unknown as ArticleRecord, problems: fewest(problems, file) };
}

/** A mapping as `readFrontMatter` gives it. */
type Mapping = Pick<FrontMatter, 'placeOf' | 'placeOfKey'> & {
  readonly fields: Readonly<Record<string, unknown>>;
};

/** What the schema makes of one field: its value, its default, or what of it is good; and what is wrong with it. */
function checkField(
  name: (typeof fieldNames)[number],
  front: Mapping,
  file: string,
): { readonly data: unknown; readonly problems: Problem[] } {
  const value = readable(name, front.fields[name]) ?? undefined;
  const { data, issues } = parseField(name, value);
  if (value === undefined) return { data, problems: [] };
  const problems = issues.slice(0, MOST_PROBLEMS + 1).map((issue) => {
    const path = [name, ...issue.path];
    const found = issue.path.reduce<unknown>(
      (inside, key) => (inside as Record<PropertyKey, unknown> | null | undefined)?.[key],
      value,
    );
    const [severity, rule] = judge(name, found, issue.message);
    return problem(
      severity,
      rule,
      file,
      `${quoted(pathText(path))} ${foundText(found)}; wanted is ${issue.message}.`,
      { ...front.placeOf(path), hint: hintFor(name, found, issue.message) },
    );
  });
  return { data, problems };
}

/**
 * The fields that a mapping gives, checked as front matter is, and nothing for those it does not name. `null` says that
 * there is no such thing: no dateline, no related stories.
 */
export function checkOverrides(
  front: Mapping,
  file: string,
): { readonly fields: Partial<ArticleRecord>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = unknownNames(front, file);
  const fields: Record<string, unknown> = {};
  for (const name of fieldNames) {
    if (!Object.hasOwn(front.fields, name)) continue;
    if (LINES_OF_THE_TEXT.has(name)) {
      const reason = `${quoted(name)} are lines of the text, which a sidecar cannot change.`;
      const hint = 'Import the file and change its text.';
      problems.push(problem('warning', 'sidecar-text', file, reason, { ...front.placeOfKey([name]), hint }));
      continue;
    }
    const { data, problems: own } = checkField(name, front, file);
    problems.push(...own);
    if (data !== undefined && (own.length === 0 || Array.isArray(data))) fields[name] = data;
  }
  return { fields, problems: fewest(problems, file) };
}

const LINES_OF_THE_TEXT: ReadonlySet<string> = new Set(['crossLinks', 'credits', 'unrecognised']);

/** How bad a bad value is: an article can do without a date that is none and a link that leads nowhere good. */
function judge(name: string, found: unknown, wanted: string): ['warning' | 'error', string] {
  if (typeof found !== 'string') return ['error', 'field-type'];
  if (dates.has(name)) return ['warning', 'date-impossible'];
  return wanted.startsWith(ADDRESS) ? ['warning', 'address-unsafe'] : ['error', 'field-type'];
}

/** A date that YAML took for a number (`2025`) is no wrong type but an impossible date. */
function readable(name: string, value: unknown): unknown {
  return dates.has(name) && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What a field's schema makes of a value; of a list, the good entries; of one with a bad address, its headline. */
function parseField(name: (typeof fieldNames)[number], value: unknown): { data: unknown; issues: Issue[] } {
  const schema: z.ZodType = recordSchema.shape[name];
  const result = schema.safeParse(value);
  if (result.success) return { data: result.data, issues: [] };
  // Two checks of one text may both fail; once is enough.
  const issues = [
    ...new Map(
      result.error.issues
        .map((issue) => deepest(issue, value))
        .map((issue) => [pathText(issue.path), issue] as const),
    ).values(),
  ];
  if (Array.isArray(value)) {
    const bad = new Set(issues.map((issue) => issue.path[0]));
    const linkless = new Set(issues.filter(({ path }) => path[1] === 'url').map(({ path }) => path[0]));
    const good = value.flatMap((entry: unknown, index) => {
      if (!bad.has(index)) return [entry];
      return linkless.has(index) ? [(entry as { headline?: unknown }).headline] : [];
    });
    const rest = schema.safeParse(good.filter((entry) => entry !== undefined));
    if (rest.success) return { data: rest.data, issues };
  }
  const fallback = schema.safeParse(undefined);
  return { data: fallback.success ? fallback.data : undefined, issues };
}

/** Of "a headline or a mapping", what is wrong inside the mapping where one was given. */
function deepest(issue: z.core.$ZodIssue, value: unknown): Issue {
  const found = issue.path.reduce<unknown>(
    (inside, key) => (inside as Record<PropertyKey, unknown>)[key],
    value,
  );
  if (
    issue.code === 'invalid_union' &&
    typeof found === 'object' &&
    found !== null &&
    !Array.isArray(found)
  ) {
    const inner = issue.errors.flat().find((candidate) => candidate.path.length > 0);
    if (inner !== undefined) {
      const { path, message } = deepest(inner, found);
      return { path: [...issue.path, ...path], message };
    }
  }
  return { path: issue.path, message: issue.message };
}

/** Warnings of the names that no field or entry has, each with the nearest that there is. */
function unknownNames(front: Mapping, file: string): Problem[] {
  const problems: Problem[] = [];
  const check = (mapping: object, known: readonly string[], path: readonly PropertyKey[]) => {
    for (const name of Object.keys(mapping)) {
      if (known.includes(name) || unsafeKeys.has(name) || problems.length > MOST_PROBLEMS) continue;
      problems.push(
        problem(
          'warning',
          'field-unknown',
          file,
          `${quoted(pathText([...path, name]))} is no field of a record.`,
          {
            ...front.placeOfKey([...path, name]),
            hint: `The nearest field is ${quoted(nearest(name, known))}.`,
          },
        ),
      );
    }
  };
  check(front.fields, fieldNames, []);
  for (const [name, known] of Object.entries(entryNames)) {
    const entries = (front.fields as Record<string, unknown>)[name];
    if (!Array.isArray(entries)) continue;
    entries.forEach((entry: unknown, index) => {
      if (typeof entry === 'object' && entry !== null && !Array.isArray(entry))
        check(entry, known, [name, index]);
    });
  }
  return problems;
}

/** The known name nearest to a given one, not minding capitals, hyphens and underscores. */
function nearest(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.slice(0, 60).toLowerCase().replace(/[-_ ]/g, '');
  const wanted = plain(name);
  const best = closest(wanted, known.map(plain));
  return known.find((candidate) => distance(plain(candidate), best) === 0) ?? known[0]!;
}

/** A path as one would write it: `related[2].url`, indexes counted from 0. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );
}

function foundText(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  if (typeof value === 'string') return value.trim() === '' ? 'is empty' : `is the text ${quoted(value)}`;
  if (Array.isArray(value)) return 'is a list';
  if (typeof value === 'object') return 'is a mapping';
  return `is the ${typeof value} ${String(value)}`;
}

function hintFor(name: string, found: unknown, wanted: string): string {
  if (dates.has(name)) return 'Write it as year-month-day, such as 2025-04-14, or leave it out.';
  if ((typeof found === 'number' || typeof found === 'boolean') && /^a (line|headline)/.test(wanted)) {
    return `Put it in quotes if it is text: "${String(found)}".`;
  }
  if (typeof found === 'string') {
    if (wanted.startsWith('a list')) return `Write it as a list: ${name}: [${quoted(found)}].`;
    if (wanted === 'true or false') return 'Write true or false, without quotes.';
    if (/^\d+$/.test(found)) return 'Write the number without quotes.';
  }
  return 'Correct it, or leave it out.';
}

/** Where a title may come from, if the body begins with one. */
function titleHint(body: string): string {
  const heading = /^# +(\S.*)$/m.exec(body.slice(0, 2000))?.[1]?.trim();
  return heading
    ? `Add it to the front matter; perhaps title: ${quoted(heading)}.`
    : 'Add a line title: "…" to the front matter.';
}

function fewest(problems: readonly Problem[], file: string): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    problem('error', 'problems-cut', file, 'The record has more problems than are listed here.'),
  ];
}
