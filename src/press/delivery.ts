import type { Digest, OutputPath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { putFile } from '../output/tree.ts';
import type { Printed } from './types.ts';

/** Takes finished pages and puts them into the staged tree. */
export interface Delivery {
  /** Takes a page; where it gives a promise, the next one has no room before that resolves. */
  take(path: OutputPath, text: string, published: Digest | null): Promise<void> | undefined;
  /** Resolves when all pages are where they belong: what came of each. */
  arrived(): Promise<readonly Printed[]>;
}

/** Puts each page into the tree as it comes. */
export class DirectDelivery implements Delivery {
  readonly #folder: string;
  readonly #made: Set<string>;
  readonly #arrived: Printed[] = [];
  #ink = Buffer.alloc(0);

  /** @param made Folders that this tree is known to have. */
  constructor(folder: string, made: Set<string> = new Set()) {
    this.#folder = folder;
    this.#made = made;
  }

  take(path: OutputPath, text: string, published: Digest | null): undefined {
    // One buffer for all: memory for each page would cost more than what is done with it.
    if (text.length * 3 > this.#ink.length) this.#ink = Buffer.allocUnsafeSlow(text.length * 4);
    const bytes = this.#ink.subarray(0, this.#ink.write(text));
    this.#arrived.push(deliver(this.#folder, path, bytes, published, this.#made));
  }

  arrived(): Promise<readonly Printed[]> {
    return Promise.resolve(this.#arrived);
  }
}

/** Puts a page into a tree, unless it has come out as it is published. */
export function deliver(
  folder: string,
  path: OutputPath,
  bytes: Uint8Array,
  published: Digest | null,
  made: Set<string>,
): Printed {
  const digest = digestOf(bytes);
  const written = digest === published ? null : putFile(folder, path, bytes, made, published !== null);
  return { path, digest, written, problem: null };
}
