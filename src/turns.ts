import { setImmediate as turn } from 'node:timers/promises';
import type { Steps } from './base/steps.ts';

/** Ends a build of what is outdated already. */
export class Overtaken extends Error {}

/**
 * Takes the steps one by one; what else this thread has to do, a page to serve, has its turn between them.
 *
 * @param giveWay Waited for before each: somebody may need more than a turn.
 */
export async function inTurns<T>(steps: Steps<T>, giveWay?: () => Promise<void>): Promise<T> {
  for (;;) {
    await turn();
    await giveWay?.();
    const { done, value } = steps.next();
    if (done) return value;
  }
}
