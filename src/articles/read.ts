import type { SourcePath } from '../base/brand.ts';
import type { Reading } from './types.ts';

/** A source file as the edge hands it over. */
export interface Source {
  /** Relative to the content folder. */
  readonly path: SourcePath;
  /** The path for problems: relative to the project's root. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What of the configuration the reader depends on; part of the key of everything remembered. */
export interface ReadOptions {
  /** Layout families of the site, tried before the built-in ones (their plain descriptions, checked when loaded). */
  readonly families: readonly unknown[];
  /** The largest source, bytes; the longest line, UTF-16 units; the most lines. Past them a file is a problem, not read. */
  readonly limits: { readonly bytes: number; readonly lineLength: number; readonly lines: number };
}

export const defaultReadOptions: ReadOptions = {
  families: [],
  limits: { bytes: 8 * 1024 * 1024, lineLength: 1_000_000, lines: 100_000 },
};

/** Reads one source file, `.txt` as scraped text and `.md` as Markdown with front matter. Never throws. */
export function readArticle(_source: Source, _options: ReadOptions): Reading {
  return {
    article: null,
    body: { root: { type: 'root', children: [] }, paragraphs: [] },
    lines: [],
    problems: [],
  };
}
