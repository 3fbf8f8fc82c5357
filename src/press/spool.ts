import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Body } from '../articles/types.ts';
import type { Digest, SourcePath } from '../base/brand.ts';

/** Bodies that are held in memory before they go to the disk together, bytes. */
const CHUNK = 1024 * 1024;

/** What lies where: in the file from `from` on, or, past its end, in what is not written yet. */
interface Place {
  readonly article: Digest;
  readonly from: number;
  readonly length: number;
}

/**
 * Bodies put aside between reading and printing, as JSON, which mdast trees are by nature (https://github.com/syntax-tree/unist): the last of them in memory, the others in a file that has no
 * name any more, so that neither memory grows with the archive nor a killed build leaves anything. Where the system
 * gives no such file, bodies are forgotten, which costs time and nothing else.
 */
export class Spool {
  readonly #folder: string;
  readonly #places = new Map<SourcePath, Place>();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #written = 0;
  #file: number | 'none' | 'refused' = 'none';

  /** @param folder Where the file may lie; it is made where it is missing. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  put(source: SourcePath, article: Digest, { root }: Pick<Body, 'root'>): void {
    if (this.#file === 'refused') return;
    const bytes = Buffer.from(JSON.stringify(root));
    this.#places.set(source, {
      article,
      from: this.#written + this.#pendingBytes,
      length: bytes.length,
    });
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= CHUNK) this.#write();
  }

  /** The body of an article as it was put; null where it was not. */
  get(source: SourcePath, article: Digest): Pick<Body, 'root'> | null {
    const place = this.#places.get(source);
    if (place?.article !== article) return null;
    const bytes = place.from < this.#written ? this.#read(place) : this.#inMemory(place);
    return bytes === null ? null : { root: JSON.parse(bytes.toString('utf8')) as Body['root'] };
  }

  close(): void {
    if (typeof this.#file === 'number') closeSync(this.#file);
    this.#file = 'refused';
    this.#places.clear();
  }

  #inMemory({ from }: Place): Buffer | null {
    let at = this.#written;
    for (const bytes of this.#pending) {
      if (at === from) return bytes;
      at += bytes.length;
    }
    return null;
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
    const chunk = Buffer.concat(this.#pending);
    try {
      if (this.#file === 'none') this.#file = this.#open();
      if (typeof this.#file !== 'number') throw new Error('no file');
      for (let at = 0; at < chunk.length; )
        at += writeSync(this.#file, chunk, at, chunk.length - at, this.#written + at);
    } catch {
      this.close();
    }
    this.#written += chunk.length;
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true });
    const name = join(this.#folder, `bodies.${process.pid}.${threadId}`);
    const file = openSync(name, 'w+');
    unlinkSync(name);
    return file;
  }
}
