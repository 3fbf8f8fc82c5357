import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { SourcePath } from '../base/brand.ts';
import type { Parcel } from '../base/pack.ts';
import { DirectDelivery } from './delivery.ts';
import type { HandPress } from './hand-press.ts';
import { packed, unpackParsed } from './packed.ts';
import type { Press, Printed, PrintOrder, ReadOrder, ReadResult, Setup } from './types.ts';

/** What is asked of a worker. Replies come in the order of the requests. */
export type Request =
  | { readonly task: 'set-up'; readonly setup: Setup }
  | { readonly task: 'read'; readonly orders: readonly ReadOrder[] }
  | { readonly task: 'print'; readonly folder: string; readonly orders: readonly PrintOrder[] };

export type Reply = ReadReply | readonly Printed[] | null;

/** A ReadResult whose `parsed` travels packed: in that form it goes into the store as it is. */
export type ReadReply = Pick<ReadResult, 'same' | 'unreadable' | 'words'> & { readonly parcel: Parcel };

/** Pages in one request: enough to make the trip worth it, few enough to share the load evenly. */
const BATCH = 128;

/** Files in one: more, because the headlines that they share are then kept once. */
const FILES = 512;

/** Requests under way at a worker, so that it never waits for the next. */
const AHEAD = 2;

/** Files and pages that this thread does itself before it looks after the workers again: half a batch of theirs. */
const OWN_FILES = 256;
const OWN_PAGES = 64;

const NO_NEWS = (): Promise<void> => Promise.resolve();

/** Young generation of a worker, MiB. */
const NURSERY = 64;

/** One of those who share the work. */
interface Hand {
  /** Files and pages that it takes at once. */
  readonly files: number;
  readonly pages: number;
  /** Rows of work under way at once. */
  readonly ahead: number;
  read(orders: readonly ReadOrder[]): Promise<ReadResult>;
  print(orders: readonly PrintOrder[], folder: string): Promise<readonly Printed[]>;
  close(): Promise<unknown>;
}

/**
 * The press that spreads its work over this thread and workers beside it. A page is printed by the hand that read its
 * source, which still has the body; bodies never travel.
 */
export class PowerPress implements Press {
  readonly #hands: readonly Hand[];
  readonly #readBy = new Map<SourcePath, number>();

  /**
   * @param own The press of this thread.
   * @param script The compiled worker (src/worker.ts).
   * @param workers How many threads beside this one.
   */
  constructor(setup: Setup, own: HandPress, script: URL, workers: number) {
    const beside = Array.from({ length: workers }, () => new WorkerHand(setup, script));
    this.#hands = [...beside, new OwnHand(own)];
  }

  async read(orders: readonly ReadOrder[], take: (result: ReadResult) => void): Promise<void> {
    let next = 0;
    await this.#share(async (hand, index) => {
      const batch = orders.slice(next, next + hand.files);
      if (batch.length === 0) return false;
      next += batch.length;
      for (const { path } of batch) this.#readBy.set(path, index);
      take(await hand.read(batch));
      return true;
    });
  }

  async print(
    orders: Iterable<PrintOrder>,
    folder: string,
    progress: (done: number) => Promise<void>,
  ): Promise<Printed[]> {
    const printed: Printed[] = [];
    /** A queue a hand, and one behind them for the pages that no hand has read. */
    const queues: PrintOrder[][] = [...this.#hands, null].map(() => []);
    const shared = queues.at(-1)!;
    for (const order of orders) {
      const hand = order.source === null ? undefined : this.#readBy.get(order.source);
      (hand === undefined ? shared : queues[hand]!).push(order);
    }
    await this.#share(async (hand, index) => {
      const own = queues[index]!;
      // A hand without pages of its own takes what nobody has read, and then from the longest queue.
      const queue = [own, shared].find(({ length }) => length > 0) ?? queues.reduce(longer);
      const batch = taken(queue, hand.pages);
      if (batch.length === 0) return false;
      printed.push(...(await hand.print(batch, folder)));
      await progress(printed.length);
      return true;
    });
    return printed;
  }

  async close(): Promise<void> {
    await Promise.all(this.#hands.map((hand) => hand.close()));
  }

  /**
   * Keeps every hand busy until `next` has nothing more for any of them. Where one fails, the others lay down their work
   * before this does: nothing is written any more once it has returned.
   */
  async #share(next: (hand: Hand, index: number) => Promise<boolean>): Promise<void> {
    let failed = false;
    const work = async (hand: Hand, index: number): Promise<void> => {
      try {
        while (!failed && (await next(hand, index)));
      } catch (failure) {
        failed = true;
        throw failure;
      }
    };
    // The workers get their first batches before this thread is busy with its own.
    const ends = await Promise.allSettled(
      this.#hands.flatMap((hand, index) => Array.from({ length: hand.ahead }, () => work(hand, index))),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}

/** The first of a queue, as many as weigh so many pages. */
function taken(queue: PrintOrder[], pages: number): PrintOrder[] {
  let count = 0;
  for (let weight = 0; weight < pages && count < queue.length; count++) weight += queue[count]!.weight;
  return queue.splice(0, count);
}

function longer<Queue extends readonly unknown[]>(a: Queue, b: Queue): Queue {
  return b.length > a.length ? b : a;
}

/** An order with all that the page is made of, as it can be sent. */
function inFull({ path, kind, source, weight, view, bodies, words, published }: PrintOrder): PrintOrder {
  return { path, kind, source, weight, view, bodies, words, published };
}

/** This thread, which looks after the others between two batches of its own. */
class OwnHand implements Hand {
  readonly files = OWN_FILES;
  readonly pages = OWN_PAGES;
  readonly ahead = 1;
  readonly #press: HandPress;
  readonly #made = new Set<string>();

  constructor(press: HandPress) {
    this.#press = press;
  }

  async read(orders: readonly ReadOrder[]): Promise<ReadResult> {
    await turn();
    await this.#press.prepare(orders.map(({ path }) => path));
    return packed(this.#press.readAll(orders));
  }

  async print(orders: readonly PrintOrder[], folder: string): Promise<readonly Printed[]> {
    await turn();
    return this.#press.print(orders, folder, NO_NEWS, new DirectDelivery(folder, this.#made));
  }

  close(): Promise<void> {
    return this.#press.close();
  }
}

/** A thread of its own. */
class WorkerHand implements Hand {
  readonly files = FILES;
  readonly pages = BATCH;
  readonly ahead = AHEAD;
  readonly #worker: Worker;
  readonly #waiting: { readonly settle: (reply: Reply) => void; readonly fail: (why: Error) => void }[] = [];
  #failure: Error | null = null;

  constructor(setup: Setup, script: URL) {
    // What a batch makes is garbage when it is done: in a larger nursery most of it is never moved.
    this.#worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: NURSERY } });
    this.#worker.on('message', (reply: Reply) => this.#waiting.shift()?.settle(reply));
    this.#worker.on('error', (failure) => {
      this.#failure = failure instanceof Error ? failure : new Error(String(failure));
      for (const { fail } of this.#waiting.splice(0)) fail(this.#failure);
    });
    // Nobody waits for the answer; a worker that fails at it fails at everything.
    this.#ask({ task: 'set-up', setup }).catch(() => {});
  }

  async read(orders: readonly ReadOrder[]): Promise<ReadResult> {
    const { parcel, ...rest } = (await this.#ask({ task: 'read', orders })) as ReadReply;
    return { ...rest, ...unpackParsed(parcel) };
  }

  async print(orders: readonly PrintOrder[], folder: string): Promise<readonly Printed[]> {
    return (await this.#ask({ task: 'print', folder, orders: orders.map(inFull) })) as Printed[];
  }

  close(): Promise<unknown> {
    return this.#worker.terminate();
  }

  #ask(request: Request): Promise<Reply> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((settle, fail) => {
      this.#waiting.push({ settle, fail });
      this.#worker.postMessage(request);
    });
  }
}
