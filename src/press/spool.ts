import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** What is held in memory before it goes to the disk together, bytes. */
const CHUNK = 1024 * 1024;

/** What lies where: in the file from `from` on, or, past its end, in what is not written yet. */
interface Place {
  readonly from: number;
  readonly length: number;
}

/**
 * Texts put aside for a while, by name: the last of them in memory, the others in a file that has no name any more, so that
 * neither memory grows with the archive nor a killed build leaves anything. Where the system gives no such file they
 * stay in memory: nothing can be published there either.
 */
export class Spool {
  readonly #folder: string;
  readonly #places = new Map<string, Place>();
  #room = Buffer.alloc(0);
  #used = 0;
  #written = 0;
  #file: number | 'none' | 'refused' = 'none';

  /** @param folder Where the file may lie; it is made where it is missing. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  put(name: string, text: string): void {
    this.#makeRoom(text.length * 3);
    const length = this.#room.write(text, this.#used);
    this.#places.set(name, { from: this.#written + this.#used, length });
    this.#used += length;
  }

  has(name: string): boolean {
    return this.#places.has(name);
  }

  /** A text as it was put, in UTF-8, to be used before the next is put; null where none was, or the disk fails. */
  get(name: string): Buffer | null {
    const place = this.#places.get(name);
    if (place === undefined) return null;
    if (place.from < this.#written) return this.#read(place);
    const from = place.from - this.#written;
    return this.#room.subarray(from, from + place.length);
  }

  /** Forgets all of it. */
  close(): void {
    if (typeof this.#file === 'number') closeSync(this.#file);
    this.#file = 'none';
    this.#places.clear();
    this.#room = Buffer.alloc(0);
    this.#used = 0;
    this.#written = 0;
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#room.length) return;
    if (this.#used > 0) this.#write();
    if (this.#used + bytes <= this.#room.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(CHUNK, (this.#used + bytes) * 2));
    this.#room.copy(larger, 0, 0, this.#used);
    this.#room = larger;
  }

  #read({ from, length }: Place): Buffer | null {
    if (typeof this.#file !== 'number') return null;
    const bytes = Buffer.allocUnsafe(length);
    try {
      return readSync(this.#file, bytes, 0, length, from) === length ? bytes : null;
    } catch {
      return null;
    }
  }

  #write(): void {
    if (this.#file === 'refused') return;
    try {
      if (this.#file === 'none') this.#file = this.#open();
      for (let at = 0; at < this.#used; )
        at += writeSync(this.#file, this.#room, at, this.#used - at, this.#written + at);
    } catch {
      // A file that has been begun is read on; what it has not taken stays here.
      if (this.#file === 'none') this.#file = 'refused';
      return;
    }
    this.#written += this.#used;
    this.#used = 0;
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true });
    const name = join(this.#folder, `spool.${process.pid}.${threadId}`);
    const file = openSync(name, 'w+');
    unlinkSync(name);
    return file;
  }
}
