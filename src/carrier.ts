// The thread of the aided press that puts finished pages on the disk.
import { parentPort } from 'node:worker_threads';
import type { Load, Unloaded } from './press/aided-press.ts';
import { deliver } from './press/delivery.ts';

/** The folders made: a carrier works for one build, so for one tree. */
const made = new Set<string>();

parentPort?.on('message', ({ folder, bytes, pages }: Load) => {
  let start = 0;
  const arrived = pages.map(({ path, end, published }) => {
    const page = bytes.subarray(start, end);
    start = end;
    return deliver(folder, path, page, published, made);
  });
  const reply: Unloaded = { bytes, arrived };
  parentPort?.postMessage(reply, [bytes.buffer]);
});
