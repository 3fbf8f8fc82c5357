/** How bad a problem is: an `error` stops publishing (exit 1); a `warning` is told and lived with; a `note` is told. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * Something wrong with the input, as plain data: it can be remembered with the article it belongs to and
 * reported again by a build that did not read the file.
 */
export interface Problem {
  /** The file as the user knows it: relative to the project's root, with `/` between its parts. */
  readonly file: string;
  /** 1-based; 1 where the whole file is meant. */
  readonly line: number;
  /** 1-based, in UTF-16 code units; 1 where the whole line is meant. */
  readonly column: number;
  readonly severity: Severity;
  /** The permanent name of the rule that was broken, kebab-case. */
  readonly rule: string;
  /** What is wrong and why that matters, one sentence. */
  readonly reason: string;
  /** What to do about it, one sentence; null where nothing helps. */
  readonly hint: string | null;
}

/** A problem; place and hint may be left out. */
export function problem(
  severity: Severity,
  rule: string,
  file: string,
  reason: string,
  more: { readonly line?: number; readonly column?: number; readonly hint?: string } = {},
): Problem {
  return {
    file,
    line: more.line ?? 1,
    column: more.column ?? 1,
    severity,
    rule,
    reason,
    hint: more.hint ?? null,
  };
}

/**
 * Problems in the order they are printed: by file, line, column, rule; code-unit order, whatever the locale. What is
 * said twice (a template that fails on every page) is said once.
 */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const different = new Map(problems.map((each) => [JSON.stringify(each), each]));
  return [...different.values()].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.rule, b.rule) ||
      compare(a.reason, b.reason),
  );
}

/** Code-unit order of two strings: the one order that is the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
