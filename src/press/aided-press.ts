import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Digest, OutputPath } from '../base/brand.ts';
import type { Relinked } from '../output/tree.ts';
import type { Delivery } from './delivery.ts';
import type { HandPress } from './hand-press.ts';
import { packed } from './packed.ts';
import type { Press, Printed, PrintOrder, ReadOrder, ReadResult } from './types.ts';

/** Finished pages on their way to the disk, their bytes one after the other. */
export interface Load {
  /** The tree they go to. */
  readonly folder: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: readonly {
    readonly path: OutputPath;
    readonly end: number;
    readonly published: Digest | null;
  }[];
}

/** What came of a load, and its bytes for the next. */
export interface Unloaded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly arrived: readonly Printed[];
}

/** Files whose bytes are wanted. */
export interface Wanted {
  readonly files: readonly string[];
}

/** Their bytes one after the other, and where each file's end; −1 where a file was not read. */
export interface Fetched {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: readonly number[];
}

export type Errand = Load | Wanted | Relinked;

/** Files that are fetched at once, and the bytes after which no more are. */
const FILES = 512;
export const MOST_FETCHED = 4 << 20;

/** Bytes of a load, about a hundred pages; a larger page goes by itself. */
const LOAD = 1 << 20;

/** Loads that may be on their way. */
const LOADS = 4;

/**
 * The press of this thread with another beside it, the carrier, which fetches sources from the disk and puts finished pages
 * on it: a fifth of the time of reading and printing is the system's, and this thread need not wait for it. Unlike a
 * hand of the power press the carrier has next to no code of its own to compile.
 */
export class AidedPress implements Press {
  readonly #own: HandPress;
  readonly #carrier: Worker;

  /** @param script The compiled carrier (src/carrier.ts). */
  constructor(own: HandPress, script: URL) {
    this.#own = own;
    this.#carrier = new Worker(script);
  }

  async read(orders: readonly ReadOrder[], take: (result: ReadResult) => void): Promise<void> {
    await this.#own.prepare(orders.map(({ path }) => path));
    // The first files are read here, while the carrier starts.
    let coming: Promise<Fetched | null> = Promise.resolve(null);
    for (let from = 0; from < orders.length; from += FILES) {
      const batch = orders.slice(from, from + FILES);
      const fetched = await coming;
      // Messages alone give nobody else a turn: the next one is there already when this batch is done.
      await turn();
      coming = this.#fetch(orders.slice(from + FILES, from + 2 * FILES));
      take(packed(this.#own.readAll(batch, fetched === null ? undefined : bytesIn(fetched))));
    }
  }

  #fetch(orders: readonly ReadOrder[]): Promise<Fetched | null> {
    if (orders.length === 0) return Promise.resolve(null);
    const wanted: Wanted = { files: orders.map(({ path }) => this.#own.fileOf(path)) };
    return new Promise((resolve, reject) => {
      this.#carrier.once('error', reject);
      this.#carrier.once('message', (fetched: Fetched) => {
        this.#carrier.off('error', reject);
        resolve(fetched);
      });
      this.#carrier.postMessage(wanted);
    });
  }

  print(
    orders: Iterable<PrintOrder>,
    folder: string,
    progress: (done: number) => Promise<void>,
  ): Promise<readonly Printed[]> {
    return this.#own.print(orders, folder, progress, new CarriedDelivery(this.#carrier, folder));
  }

  /** Lets the carrier go. The own press stays as it is. */
  async close(): Promise<void> {
    await this.#carrier.terminate();
  }
}

/** The bytes of each file that was fetched. */
function bytesIn({ bytes, ends }: Fetched): (n: number) => Uint8Array | null {
  let last = 0;
  const starts = ends.map((end) => {
    const start = last;
    if (end >= 0) last = end;
    return start;
  });
  return (n) => (ends[n]! < 0 ? null : bytes.subarray(starts[n], ends[n]));
}

/** Hands pages over in loads; their buffers come back and are used again. */
class CarriedDelivery implements Delivery {
  readonly #carrier: Worker;
  readonly #folder: string;
  readonly #arrived: Printed[] = [];
  readonly #empty: Uint8Array<ArrayBuffer>[] = Array.from({ length: LOADS }, () => new Uint8Array(LOAD));
  #bytes: Uint8Array<ArrayBuffer>;
  #pages: Load['pages'][number][] = [];
  #used = 0;
  #underWay = 0;
  #failure: Error | null = null;
  #wake = (): void => {};

  constructor(carrier: Worker, folder: string) {
    this.#carrier = carrier;
    this.#folder = folder;
    this.#bytes = this.#empty.pop()!;
    carrier.on('message', ({ bytes, arrived }: Unloaded) => {
      this.#underWay--;
      this.#empty.push(bytes);
      this.#arrived.push(...arrived);
      this.#wake();
    });
    carrier.on('error', (failure) => {
      this.#failure = failure instanceof Error ? failure : new Error(String(failure));
      this.#wake();
    });
  }

  take(path: OutputPath, text: string, published: Digest | null): Promise<void> | undefined {
    const most = text.length * 3;
    if (this.#used > 0 && this.#used + most > this.#bytes.length) {
      this.#send();
      const next = this.#empty.pop();
      if (next === undefined) return this.#room().then(() => this.take(path, text, published));
      this.#bytes = next;
    }
    if (most > this.#bytes.length) this.#bytes = new Uint8Array(most);
    this.#used += encoder.encodeInto(text, this.#bytes.subarray(this.#used)).written;
    this.#pages.push({ path, end: this.#used, published });
    return undefined;
  }

  async arrived(): Promise<readonly Printed[]> {
    if (this.#used > 0) this.#send();
    while (this.#underWay > 0) await this.#news();
    return this.#arrived;
  }

  #send(): void {
    const load: Load = { folder: this.#folder, bytes: this.#bytes, pages: this.#pages };
    this.#carrier.postMessage(load, [this.#bytes.buffer]);
    this.#underWay++;
    this.#used = 0;
    this.#pages = [];
  }

  /** Waits for an empty buffer. */
  async #room(): Promise<void> {
    while (this.#empty.length === 0) await this.#news();
    this.#bytes = this.#empty.pop()!;
  }

  /** Waits until the carrier has said something. @throws what it failed with */
  async #news(): Promise<void> {
    if (this.#failure === null)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#failure !== null) throw this.#failure;
  }
}

const encoder = new TextEncoder();
