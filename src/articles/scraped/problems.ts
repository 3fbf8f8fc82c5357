import { type Problem, problem, type Severity } from '../../base/problem.ts';

/** Everything the reader of scraped text tells of a file: permanent names, how bad it is, and what to do. */
export const readerProblems = {
  'empty-file': ['error', 'write the article into it, or delete it'],
  'no-title': ['error', 'write the title into the file as its first line, or make a Markdown record of it'],
  'too-large': ['error', 'raise limits.bytes in site.yaml, or split the file'],
  'line-too-long': ['error', 'raise limits.lineLength in site.yaml, or break the line'],
  'too-many-lines': ['error', 'raise limits.lines in site.yaml, or split the file'],
  'stopgap-reader': [
    'warning',
    'describe the family of this page in families.yaml (docs/reading.md), or import the file',
  ],
  'title-not-in-breadcrumb': [
    'warning',
    'import the file and correct title, section and siteName in the record',
  ],
  'title-line-missing': ['warning', 'import the file and correct title and section in the record'],
  'no-date': ['warning', 'import the file and write a date into the record'],
  'bad-date': ['warning', 'import the file and correct the date in the record'],
  'no-body': ['warning', 'the page will show its title and lists only'],
  'stray-tail-lines': ['warning', 'import the file and put the headlines into the list they belong to'],
  'mixed-markers': [
    'warning',
    'if a heading is missing, import the file and move the headlines to their list',
  ],
  'lists-without-divider': [
    'warning',
    'import the file and move the lines into related, ranking and recommendation',
  ],
  'dateline-unsure': ['warning', 'import the file and write the dateline into the record'],
  'head-stray': ['note', 'nothing, unless the line belongs to the article: then import the file'],
  'junk-brand': ['note', 'the record keeps it; import the file to write another title'],
  'control-characters': ['warning', 'remove them; no page shows them'],
} as const satisfies Record<string, readonly [Severity, string]>;

export type ReaderProblem = keyof typeof readerProblems;

/** A problem of the table, in one file. */
export function tellOf(file: string, rule: ReaderProblem, reason: string, line = 1): Problem {
  const [severity, hint] = readerProblems[rule];
  return problem(severity, rule, file, reason, { line, hint });
}
