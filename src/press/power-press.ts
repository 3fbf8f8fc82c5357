import { Worker } from 'node:worker_threads';
import { unpack } from '../base/pack.ts';
import type { SourcePath } from '../base/brand.ts';
import type { Press, Printed, PrintOrder, ReadOrder, ReadResult, Setup } from './types.ts';

/** What is asked of a worker. Replies come in the order of the requests. */
export type Request =
  | { readonly task: 'set-up'; readonly setup: Setup }
  | { readonly task: 'read'; readonly orders: readonly ReadOrder[] }
  | { readonly task: 'print'; readonly folder: string; readonly orders: readonly PrintOrder[] };

export type Reply = ReadReply | Printed[] | null;

/** A ReadResult whose `parsed` travels packed: in that form it goes into the store as it is. */
export type ReadReply = Pick<ReadResult, 'same' | 'unreadable' | 'words'> & { readonly payload: Uint8Array };

/** Pages in one request: enough to make the trip worth it, few enough to share the load evenly. */
const BATCH = 128;

/** Files in one: more, because the headlines that they share are then kept once. */
const FILES = 512;

/** Requests under way at a worker, so that it never waits for the next. */
const AHEAD = 2;

/** Young generation of a worker, MiB. */
const NURSERY = 64;

interface Hand {
  readonly worker: Worker;
  readonly waiting: ((reply: Reply) => void)[];
}

/**
 * The press that spreads its work over worker threads. A page is printed by the worker that read its source, which
 * still has the body; bodies never travel.
 */
export class PowerPress implements Press {
  readonly #hands: readonly Hand[];
  readonly #readBy = new Map<SourcePath, number>();
  #failure: Error | null = null;

  /** @param script The compiled worker (src/worker.ts). */
  constructor(setup: Setup, script: URL, hands: number) {
    this.#hands = Array.from({ length: hands }, () => {
      // What a batch makes is garbage when it is done: in a larger nursery most of it is never moved.
      const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: NURSERY } });
      const waiting: ((reply: Reply) => void)[] = [];
      worker.on('message', (reply: Reply) => waiting.shift()?.(reply));
      worker.on('error', (failure) => {
        this.#failure = failure instanceof Error ? failure : new Error(String(failure));
        for (const settle of waiting.splice(0)) settle(null);
      });
      return { worker, waiting };
    });
    for (const hand of this.#hands) void this.#ask(hand, { task: 'set-up', setup });
  }

  async read(orders: readonly ReadOrder[], progress: (done: number) => void): Promise<ReadResult[]> {
    const results: ReadResult[] = [];
    let next = 0;
    let done = 0;
    await this.#share((index) => {
      if (next >= orders.length) return null;
      const batch = orders.slice(next, next + FILES);
      next += FILES;
      for (const { path } of batch) this.#readBy.set(path, index);
      return [
        { task: 'read', orders: batch },
        (reply) => {
          const { payload, ...rest } = reply as ReadReply;
          results.push({ ...rest, payload, parsed: unpack(payload) as ReadResult['parsed'] });
          done += batch.length;
          progress(done);
        },
      ];
    });
    return results;
  }

  async print(
    orders: Iterable<PrintOrder>,
    folder: string,
    progress: (done: number) => void,
  ): Promise<Printed[]> {
    const printed: Printed[] = [];
    const source = orders[Symbol.iterator]();
    const queues: PrintOrder[][] = this.#hands.map(() => []);
    let turn = 0;
    let exhausted = false;
    const fill = (index: number): void => {
      // Orders for other hands are put aside for them; a hand without orders of its own takes from the longest queue.
      while (!exhausted && queues[index]!.length < BATCH) {
        const { value, done } = source.next();
        if (done) exhausted = true;
        else {
          const first = value.bodies[0];
          const hand = (first && this.#readBy.get(first.source)) ?? turn++ % this.#hands.length;
          queues[hand]!.push(value);
        }
      }
    };
    await this.#share((index) => {
      fill(index);
      const own = queues[index]!;
      const queue = own.length > 0 ? own : queues.reduce((a, b) => (b.length > a.length ? b : a));
      const batch = queue.splice(0, BATCH);
      if (batch.length === 0) return null;
      return [
        { task: 'print', folder, orders: batch },
        (reply) => {
          printed.push(...(reply as Printed[]));
          progress(printed.length);
        },
      ];
    });
    return printed;
  }

  async close(): Promise<void> {
    await Promise.all(this.#hands.map(({ worker }) => worker.terminate()));
  }

  /** Keeps every hand busy until `next` has nothing more for any of them. */
  async #share(next: (hand: number) => [Request, (reply: Reply) => void] | null): Promise<void> {
    const work = async (hand: Hand, index: number): Promise<void> => {
      for (;;) {
        const job = next(index);
        if (job === null) return;
        const [request, take] = job;
        const reply = await this.#ask(hand, request);
        if (this.#failure !== null) throw this.#failure;
        take(reply);
      }
    };
    await Promise.all(
      this.#hands.flatMap((hand, index) => Array.from({ length: AHEAD }, () => work(hand, index))),
    );
  }

  #ask(hand: Hand, request: Request): Promise<Reply> {
    return new Promise((settle) => {
      hand.waiting.push(settle);
      hand.worker.postMessage(request);
    });
  }
}
