import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ReadApart } from '../base/pack.ts';

/** What values have put apart (`Apart`, src/base/pack.ts), in memory or in a file. */
export class Shelf {
  #bytes: Uint8Array | null;
  #file: OpenFile | null;
  #start: number;

  private constructor(bytes: Uint8Array | null, file: OpenFile | null, start: number) {
    this.#bytes = bytes;
    this.#file = file;
    this.#start = start;
  }

  static of(bytes: Uint8Array): Shelf {
    return new Shelf(bytes, null, 0);
  }

  /** @param start the place in the file, bytes */
  static within(file: OpenFile, start: number): Shelf {
    return new Shelf(null, file, start);
  }

  /** All of it, while it is in memory; nothing afterwards. */
  get bytes(): Uint8Array {
    return this.#bytes ?? NO_BYTES;
  }

  /** Lets go of the bytes, which lie in this file now. */
  moveTo(file: OpenFile, start: number): void {
    this.#bytes = null;
    this.#file = file;
    this.#start = start;
  }

  readonly read: ReadApart = (start, length) =>
    this.#bytes?.subarray(start, start + length) ?? this.#file?.read(this.#start + start, length) ?? NO_BYTES;
}

/** A file that can be read as long as anybody has it, also when another has taken its name meanwhile. */
export class OpenFile {
  readonly #file: number;

  /** @throws what the system says */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    forgotten.register(this, this.#file);
  }

  /** Bytes in it now. */
  get size(): number {
    return fstatSync(this.#file).size;
  }

  /** Bytes from a place on; fewer where the file ends or cannot be read. */
  read(start: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let end = 0;
    try {
      for (let more = -1; more !== 0 && end < length; end += more)
        more = readSync(this.#file, bytes, end, length - end, start + end);
    } catch {
      // The disk fails: as good as a file that is cut.
    }
    return bytes.subarray(0, end);
  }
}

/** Nobody closes these files: articles hold on to them, and are let go by whoever has them. */
const forgotten = new FinalizationRegistry<number>(closeSync);

const NO_BYTES = new Uint8Array(0);
