import { setImmediate as turn } from 'node:timers/promises';
import type { Steps } from './base/steps.ts';

/** Ends a build of what is outdated already. */
export class Overtaken extends Error {}

/** Takes the steps one by one; what else this thread has to do, a page to serve, has its turn between them. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    await turn();
    const { done, value } = steps.next();
    if (done) return value;
  }
}
