// One hand of the power press: a thread that does what a hand press does, on request.
import { parentPort } from 'node:worker_threads';
import { HandPress } from './press/hand-press.ts';
import type { Reply, Request } from './press/power-press.ts';

let press: HandPress | null = null;

parentPort?.on('message', (request: Request) => {
  let reply: Reply = null;
  if (request.task === 'set-up') press = new HandPress(request.setup);
  else if (press === null) throw new Error('a worker was asked to work before it was set up');
  else if (request.task === 'read') reply = request.orders.map((order) => press!.readOne(order));
  else reply = request.orders.map((order) => press!.printOne(order, request.folder));
  parentPort?.postMessage(reply);
});
