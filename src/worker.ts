// One hand of the power press: a thread that does what a hand press does, on request.
import { parentPort } from 'node:worker_threads';
import { HandPress } from './press/hand-press.ts';
import type { Reply, Request } from './press/power-press.ts';

let press: HandPress | null = null;

// Replies come in the order of the requests, so each waits for the one before.
let turn: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: Request) => {
  turn = turn.then(async () => parentPort?.postMessage(await answer(request)));
});

async function answer(request: Request): Promise<Reply> {
  if (request.task === 'set-up') {
    press = new HandPress(request.setup);
    return null;
  }
  if (press === null) throw new Error('a worker was asked to work before it was set up');
  if (request.task === 'read') return press.read(request.orders, () => {});
  return press.print(request.orders, request.folder, () => {});
}
