import type { ReadOptions } from '../articles/read.ts';
import type { Article } from '../articles/types.ts';
import type { Digest, OutputPath, SourcePath } from '../base/brand.ts';
import type { Folder } from '../base/paths.ts';
import type { Problem } from '../base/problem.ts';
import type { FileStamp } from '../output/tree.ts';
import type { BodyLinks, View, WordsFound } from '../pages/types.ts';
import type { TemplateSource } from '../render/templates.ts';
import type { Shelf } from './shelf.ts';

/** What a press needs to know before it works: plain data, so that it can be sent to a worker. */
export interface Setup {
  readonly content: Folder;
  readonly options: ReadOptions;
  readonly templates: readonly TemplateSource[];
  /** Where bodies may be put aside until their pages are printed; null where nothing will be printed. */
  readonly spool: string | null;
  /** The sources that have a sidecar. */
  readonly sidecars: ReadonlySet<SourcePath>;
}

/** A source file to be read. */
export interface ReadOrder {
  readonly path: SourcePath;
  /** Of the bytes under which it is remembered, or null: with these bytes it need not be parsed. */
  readonly remembered: Digest | null;
}

/** What one source file alone says, remembered under its path; it holds for those bytes only. */
export interface Remembered {
  readonly bytes: Digest;
  readonly article: Article | null;
  readonly problems: readonly Problem[];
}

/** Parts the words of one article from those of the next: a form feed is in no word. */
export const WORDS_END = '\f';

/** What came of reading source files, apart from their bodies. */
export interface ReadResult {
  /** The files that were parsed. */
  readonly parsed: readonly (readonly [path: SourcePath, remembered: Remembered])[];
  /** The files whose bytes are the remembered ones. */
  readonly same: readonly SourcePath[];
  /** The words of the parsed articles (`Reading.words`), in the order of `parsed`, parted by WORDS_END. */
  readonly words: string;
  /** Why the others could not be read. */
  readonly unreadable: readonly (readonly [path: SourcePath, why: Problem])[];
  /** `parsed` in the form of the store, where somebody has packed it. */
  readonly packed: { readonly bytes: Uint8Array; readonly shelf: Shelf } | null;
}

/**
 * A page to be rendered and put into the staged tree. `view`, `bodies` and `words` are large, and may be made anew each time they
 * are asked for.
 */
export interface PrintOrder {
  readonly path: OutputPath;
  readonly kind: string;
  /** The article that has this page to itself, or null. */
  readonly source: SourcePath | null;
  /** About how much more than a page of an article it is to be sent. */
  readonly weight: number;
  readonly view: View;
  /** The bodies the page shows; the source must still have these bytes. */
  readonly bodies: readonly (BodyLinks & { readonly source: SourcePath; readonly article: Digest })[];
  /** The words the page is made of, or null where its kind needs none. */
  readonly words: WordsFound | null;
  /** Of the published bytes: a page that comes out the same is not written again. Null: write in any case. */
  readonly published: Digest | null;
}

/** What came of it. */
export interface Printed {
  readonly path: OutputPath;
  /** Of the new bytes, or null where the page could not be rendered. */
  readonly digest: Digest | null;
  /** Null where nothing was: the page has come out as it is published, or not at all. */
  readonly written: FileStamp | null;
  readonly problem: Problem | null;
}

/** Reads sources and prints pages; in this thread or spread over workers, with the same result. */
export interface Press {
  /** @param take is given what came of some of the orders as soon as that is known, in any order */
  read(orders: readonly ReadOrder[], take: (result: ReadResult) => void): Promise<void>;
  /**
   * Of an order nothing large is asked before its turn comes.
   *
   * @param progress waited for now and then
   */
  print(
    orders: Iterable<PrintOrder>,
    folder: string,
    progress: (done: number) => Promise<void>,
  ): Promise<readonly Printed[]>;
  close(): Promise<void>;
}
