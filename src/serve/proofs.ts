import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a proof has to be fetched before a build takes the thread, milliseconds. */
const HEAD_START = 60;

/** How soon after a file the next one is asked for that belongs to it, milliseconds. */
const FOLLOWS = 80;

/** What a build is about to publish: each of these can be had before its turn. */
export interface Upcoming {
  readonly paths: ReadonlySet<string>;
  /** The bytes of one of them; null where they cannot be told yet. */
  readonly pull: (path: string) => Promise<Uint8Array | null>;
}

/** Files shown before the site has them, by their output paths. */
export class Proofs {
  readonly #out: string;
  /** Pages that a changed file alone gave. */
  readonly #pages = new Map<string, Buffer>();
  /** What the build at work is about to publish, as far as somebody has asked; null: could not be had. */
  #ahead: { readonly upcoming: Upcoming; readonly pulled: Map<string, Buffer | null> } | null = null;
  #fetched: () => void = () => {};
  /** When somebody asked last, milliseconds on the clock of this process. */
  #asked = Number.NEGATIVE_INFINITY;

  /** @param out The folder of the site. */
  constructor(out: string) {
    this.#out = out;
  }

  add(path: string, page: string): void {
    this.#pages.set(path, Buffer.from(page));
  }

  /**
   * Shows what a build is about to publish.
   *
   * @returns The paths that are other than what was shown last.
   */
  expect(upcoming: Upcoming): readonly string[] {
    const before = this.#ahead?.pulled.keys() ?? [];
    this.#ahead = { upcoming, pulled: new Map() };
    return [...new Set([...upcoming.paths, ...before])];
  }

  /** The proof of a file, for who asks for it now; null: the site's own is the newest. */
  async fetch(path: string): Promise<Buffer | null> {
    const page = this.#pages.get(path) ?? (await this.#pull(path));
    if (page === null) return null;
    this.#fetched();
    this.#asked = performance.now();
    return page;
  }

  async #pull(path: string): Promise<Buffer | null> {
    const ahead = this.#ahead;
    if (ahead === null || !ahead.upcoming.paths.has(path)) return null;
    const known = ahead.pulled.get(path);
    if (known !== undefined) return known;
    const bytes = await ahead.upcoming.pull(path).catch(() => null); // the build says what is wrong
    // The build may have ended meanwhile.
    if (ahead !== this.#ahead) return null;
    const pulled = bytes && Buffer.from(bytes);
    ahead.pulled.set(path, pulled);
    return pulled;
  }

  /** Resolves when somebody fetches a proof, or has had the time to. */
  async head(): Promise<void> {
    await Promise.race([new Promise<void>((resolve) => (this.#fetched = resolve)), pause(HEAD_START)]);
  }

  /** Resolves when nobody has fetched anything for a while: a page is followed by its stylesheet and its pictures. */
  async quiet(): Promise<void> {
    for (let rest = 1; rest > 0; ) {
      rest = this.#asked + FOLLOWS - performance.now();
      if (rest > 0) await pause(rest);
    }
  }

  /** What is shown now; a build that begins now settles it. */
  shown(): ReadonlyMap<string, Buffer> {
    return new Map(this.#pages);
  }

  /**
   * Takes away the proofs that were shown when a build began, and what it has shown ahead, now that it has ended.
   *
   * @param changed The paths it has changed.
   * @returns Those of them that are other than what was shown last, and those that were shown and did not come.
   */
  settle(shown: ReadonlyMap<string, Buffer>, changed: readonly string[]): readonly string[] {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (shown.size === 0 && ahead === null) return changed;
    const different = new Set(changed);
    if (ahead !== null) {
      // Who has been told of a path and has not asked for it gets the published file.
      for (const path of ahead.upcoming.paths) different.delete(path);
      for (const [path, page] of ahead.pulled) if (!this.#isPublished(path, page)) different.add(path);
    }
    for (const [path, page] of shown) {
      // A newer one waits for the next build.
      const isLast = this.#pages.get(path) === page && this.#pages.delete(path);
      if (isLast && !this.#isPublished(path, page)) different.add(path);
      else different.delete(path);
    }
    return [...different];
  }

  #isPublished(path: string, page: Buffer | null): boolean {
    try {
      return page?.equals(readFileSync(join(this.#out, path))) ?? false;
    } catch {
      return false; // it is gone
    }
  }
}
