/** What the tests use of the script of the search page, which is plain JavaScript. */
declare module '*/templates/assets/search.js' {
  export const FILLERS: ReadonlySet<string>;
  export function fold(text: string): string;
  export function wordsIn(text: string, all?: boolean): string[];
  export function partOf(word: string, parts: number): number;
  export function slug(title: string): string;
  export function readShard(text: string): {
    readonly edition: string;
    readonly words: readonly (readonly [word: string, headline: number[], elsewhere: number[]])[];
  };

  interface Card {
    readonly title: string;
    readonly date: string;
    readonly section: string;
    readonly url: string;
  }
  interface Archive {
    open(): Promise<{ readonly count: number }>;
    find(
      query: string,
      filters?: { readonly section?: string; readonly year?: string },
      complete?: boolean,
    ): Promise<{ readonly words: string[]; readonly hits: number[]; readonly all: boolean }>;
    cards(hits: readonly number[]): Promise<Card[]>;
  }
  export function openArchive(get: (path: string, fresh: boolean) => Promise<string>): Archive;
}
