// One hand of the power press: a thread that does what a hand press does, on request.
import { parentPort } from 'node:worker_threads';
import { DirectDelivery } from './press/delivery.ts';
import { HandPress } from './press/hand-press.ts';
import { packParsed } from './press/packed.ts';
import type { Reply, Request } from './press/power-press.ts';

let press: HandPress | null = null;
/** The folders made: a worker works for one build, so for one tree. */
const made = new Set<string>();

// Replies come in the order of the requests, so each waits for the one before.
let turn: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: Request) => {
  turn = turn.then(() => answer(request));
});

async function answer(request: Request): Promise<void> {
  if (request.task === 'set-up') {
    press = new HandPress(request.setup);
    reply(null);
    return;
  }
  if (press === null) throw new Error('a worker was asked to work before it was set up');
  if (request.task === 'print') {
    const { orders, folder } = request;
    reply(await press.print(orders, folder, () => Promise.resolve(), new DirectDelivery(folder, made)));
    return;
  }
  await press.prepare(request.orders.map(({ path }) => path));
  const { parsed, same, words, unreadable } = press.readAll(request.orders);
  const parcel = packParsed(parsed);
  reply({ same, words, unreadable, parcel }, [parcel.bytes.buffer, parcel.apart.buffer]);
}

function reply(message: Reply, moved: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, moved);
}
