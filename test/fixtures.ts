import { inspectJson } from '../src/articles/explain.ts';
import { defaultReadOptions, readArticle } from '../src/articles/read.ts';
import type { SourcePath } from '../src/base/brand.ts';

/** What a fixture of scraped text expects: the record, the paragraphs, and the role of each line. */
export interface Expectation {
  readonly record: Record<string, unknown>;
  readonly paragraphs: readonly string[];
  readonly roles: readonly string[];
}

/** What the reader makes of a source, in the form of an expectation. */
export function expectationOf(bytes: Uint8Array): Expectation {
  const reading = readArticle(
    { path: 'source.txt' as SourcePath, file: 'source.txt', bytes },
    defaultReadOptions,
  );
  const { paragraphs: _paragraphs, lines: _lines, problems: _problems, ...record } = inspectJson(reading);
  return {
    record,
    paragraphs: reading.body.paragraphs,
    roles: reading.lines.map(({ role }) => role),
  };
}
