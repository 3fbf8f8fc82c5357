import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a proof has to be fetched before a build takes the thread, milliseconds. */
const HEAD_START = 60;

/** Pages shown before the site has them, by their output paths. */
export class Proofs {
  readonly #out: string;
  readonly #pages = new Map<string, Buffer>();
  #fetched: () => void = () => {};

  /** @param out The folder of the site. */
  constructor(out: string) {
    this.#out = out;
  }

  add(path: string, page: string): void {
    this.#pages.set(path, Buffer.from(page));
  }

  /** The proof of a page, for who asks for it now; null: the site's own page is the newest. */
  fetch(path: string): Buffer | null {
    const page = this.#pages.get(path) ?? null;
    if (page !== null) this.#fetched();
    return page;
  }

  /** Resolves when somebody fetches a proof, or has had the time to. */
  async head(): Promise<void> {
    await Promise.race([new Promise<void>((resolve) => (this.#fetched = resolve)), pause(HEAD_START)]);
  }

  /** What is shown now; a build that begins now settles it. */
  shown(): ReadonlyMap<string, Buffer> {
    return new Map(this.#pages);
  }

  /**
   * Takes away the proofs that were shown when a build began, now that it has ended.
   *
   * @param changed The paths it has changed.
   * @returns Those of them that are other than what was shown last, and those that were shown and did not come.
   */
  settle(shown: ReadonlyMap<string, Buffer>, changed: readonly string[]): readonly string[] {
    if (shown.size === 0) return changed;
    const different = new Set(changed);
    for (const [path, page] of shown) {
      // A newer one waits for the next build.
      const isLast = this.#pages.get(path) === page && this.#pages.delete(path);
      if (isLast && !isPublished(join(this.#out, path), page)) different.add(path);
      else different.delete(path);
    }
    return [...different];
  }
}

function isPublished(file: string, page: Buffer): boolean {
  try {
    return page.equals(readFileSync(file));
  } catch {
    return false; // it is gone
  }
}
