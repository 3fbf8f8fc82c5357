import { type Problem, problem, type Severity } from '../../base/problem.ts';

/** Everything the reader of scraped text tells of a file: permanent names, how bad it is, and what to do. */
export const readerProblems = {
  'empty-file': ['error', 'Write the article into it, or delete it.'],
  'no-title': [
    'error',
    'Write the title into a sidecar (docs/record.md), or into the file as its first line.',
  ],
  'too-large': ['error', 'Raise limits.bytes in site.yaml, or split the file.'],
  'line-too-long': ['error', 'Raise limits.lineLength in site.yaml, or break the line.'],
  'too-many-lines': ['error', 'Raise limits.lines in site.yaml, or split the file.'],
  'stopgap-reader': [
    'warning',
    'Describe the family of this page in families.yaml (docs/reading.md), or import the file.',
  ],
  'title-not-in-breadcrumb': [
    'warning',
    'Write title, section and siteName into a sidecar (docs/record.md), or import the file.',
  ],
  'title-line-missing': [
    'warning',
    'Write title and section into a sidecar (docs/record.md), or import the file.',
  ],
  'title-unsure': ['warning', 'Write the title into a sidecar (docs/record.md), or import the file.'],
  'no-date': ['warning', 'Write the date into a sidecar (docs/record.md), or import the file.'],
  'bad-date': ['warning', 'Write the date into a sidecar (docs/record.md), or import the file.'],
  'no-body': ['warning', 'The page will show its title and lists only.'],
  'stray-tail-lines': ['warning', 'Import the file and put the headlines into the list they belong to.'],
  'mixed-markers': [
    'warning',
    'If a heading is missing, import the file and move the headlines to their list.',
  ],
  'lists-without-divider': [
    'warning',
    'Import the file and move the lines into related, ranking and recommendation.',
  ],
  'dateline-unsure': ['warning', 'Write the dateline into a sidecar (docs/record.md), or import the file.'],
  'head-stray': ['note', 'Nothing, unless the line belongs to the article: then import the file.'],
  'junk-brand': ['note', 'The record keeps it; write another title into a sidecar (docs/record.md).'],
  'control-characters': ['warning', 'Remove them; no page shows them.'],
  mojibake: ['note', 'Scrape the page again as UTF-8, or mend the text; pages show it as it stands.'],
} as const satisfies Record<string, readonly [Severity, string]>;

export type ReaderProblem = keyof typeof readerProblems;

/** A problem of the table, in one file. */
export function tellOf(file: string, rule: ReaderProblem, reason: string, line = 1): Problem {
  const [severity, hint] = readerProblems[rule];
  return problem(severity, rule, file, reason, { line, hint });
}
