import type { Problem } from '../base/problem.ts';
import { readMapping } from './front-matter.ts';
import { checkOverrides } from './record.ts';
import { decode } from './scraped/text.ts';
import type { ReaderProblem } from './scraped/problems.ts';
import type { ArticleRecord, Overruled, Source } from './types.ts';

/** What an editor has written beside a scraped page, in `NAME.yaml` beside `NAME.txt`. */
export interface Overrides {
  readonly fields: Partial<ArticleRecord>;
  readonly overruled: Readonly<Record<string, Overruled>>;
  readonly problems: readonly Problem[];
}

/** Reads a sidecar: a mapping of fields of the record, as safe as front matter. Never throws, runs nothing. */
export function readSidecar({ file, bytes }: NonNullable<Source['sidecar']>): Overrides {
  const decoded = decode(bytes);
  const text = 'rule' in decoded ? decoded.guess : decoded.text;
  const mapping = readMapping(text, file);
  const { fields } = mapping;
  if (fields === null) return { fields: {}, overruled: {}, problems: mapping.problems };
  const checked = checkOverrides({ ...mapping, fields }, file);
  return {
    fields: checked.fields,
    overruled: Object.fromEntries(
      Object.keys(checked.fields).map((name) => [name, { file, line: mapping.placeOfKey([name]).line }]),
    ),
    problems: [...mapping.problems, ...checked.problems],
  };
}

/** What the reader is not sure of, and the fields that settle it once an editor gives them all. */
const settledBy: Partial<Record<ReaderProblem, readonly (keyof ArticleRecord)[]>> = {
  'no-title': ['title'],
  'title-unsure': ['title'],
  'no-date': ['date'],
  'bad-date': ['date'],
  'dateline-unsure': ['dateline'],
  'junk-brand': ['title'],
  'title-line-missing': ['title', 'section'],
  'title-not-in-breadcrumb': ['title', 'section', 'siteName'],
};

/** Whether a problem is none any more, because the editor has given what was missing. */
export function isSettled({ rule }: Problem, fields: Partial<ArticleRecord>): boolean {
  const needed = settledBy[rule as ReaderProblem];
  return needed?.every((name) => name in fields) ?? false;
}
