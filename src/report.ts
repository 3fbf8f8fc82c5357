import type { OutputPath } from './base/brand.ts';
import type { Problem } from './base/problem.ts';
import type { Reason } from './changes.ts';
import type { Skipped } from './site/types.ts';

/** What a build did. */
export interface Report {
  readonly articles: number;
  readonly pages: number;
  /** Articles that were really parsed, not remembered. */
  readonly read: number;
  readonly rendered: number;
  readonly written: number;
  readonly deleted: number;
  readonly unchanged: number;
  /** Paths written or deleted, sorted. */
  readonly changed: readonly OutputPath[];
  /** Those of them that were deleted. */
  readonly removed: readonly OutputPath[];
  /** Why each page was rendered. */
  readonly reasons: readonly Reason[];
  readonly problems: readonly Problem[];
  /** False where problems kept the new site from being published. */
  readonly published: boolean;
  /** When the site next becomes different by time alone, or null. */
  readonly changesAt: string | null;
  readonly skipped: Skipped;
}

/** The report of a build before it has done anything. */
export const NOTHING_DONE: Report = {
  articles: 0,
  pages: 0,
  read: 0,
  rendered: 0,
  written: 0,
  deleted: 0,
  unchanged: 0,
  changed: [],
  removed: [],
  reasons: [],
  problems: [],
  published: true,
  changesAt: null,
  skipped: { copies: 0, drafts: 0, early: 0, expired: 0 },
};

/** The report of `build --json`: these fields and no others (docs/commands.md). */
export function jsonReport(report: Report): object {
  const { articles, pages, read, rendered, written, deleted, unchanged, changed, problems } = report;
  return { articles, pages, read, rendered, written, deleted, unchanged, changed, problems };
}

/** What a build did, in a line or two. */
export function summary(report: Report): string {
  const { articles, pages, read, rendered, written, deleted, published, changesAt } = report;
  if (!published) return 'Nothing was published; the site is as it was.\n';
  const counts = `${counted(articles, 'article')}, ${counted(pages, 'page')}`;
  const nothing = rendered + written + deleted === 0;
  const done = nothing
    ? `${counts}: nothing rendered, nothing written; the site is up to date.`
    : `${counts}: ${read} read, ${rendered} rendered, ${written} written, ${deleted} deleted.`;
  const time = changesAt === null ? '' : `The site next changes by time alone at ${changesAt}.\n`;
  return `${done}\n${skippedText(report)}${time}`;
}

/** Which articles have no page of their own; empty where all have. */
function skippedText({ skipped: { copies, drafts, early, expired } }: Report): string {
  const each = [
    copies > 0 && (copies === 1 ? '1 copy' : `${copies} copies`),
    drafts > 0 && counted(drafts, 'draft'),
    early > 0 && `${early} dated in the future`,
    expired > 0 && `${expired} expired`,
  ].filter((text) => text !== false);
  return each.length === 0 ? '' : `Without a page of their own: ${each.join(', ')}.\n`;
}

/** Fields told of one page. */
const MOST_DIFFERENCES = 12;

/** Why a page was rendered: a line, and under it a line a field, `field: from → to`. */
export function reasonText({ path, reason, differences }: Reason): string {
  const lines = differences.slice(0, MOST_DIFFERENCES).map(({ field, from, to }) => {
    if (from === null && to === null) return `    ${printable(field)}\n`;
    return `    ${printable(field)}: ${printable(from ?? '—')} → ${printable(to ?? '—')}\n`;
  });
  const more = differences.length - lines.length;
  return `rendered ${path}: ${reason}\n${lines.join('')}${more > 0 ? `    … and ${more} more\n` : ''}`;
}

/** `1 article`, `2 articles`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Counts of problems: `2 errors, 1 warning`; empty where there are none. */
export function tally(problems: readonly Problem[]): string {
  return (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: problems.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity))
    .join(', ');
}

/** A problem as it is printed: `path:line:column severity rule reason`, a hint under it where there is one. */
export function problemText({ file, line, column, severity, rule, reason, hint }: Problem): string {
  const text = `${file}:${line}:${column} ${severity} ${rule} ${reason}`;
  return `${printable(text)}\n${hint === null ? '' : `    ${printable(hint)}\n`}`;
}

/** Text of strangers without what a terminal would obey: control and bidi characters are written as `\u001b`. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
