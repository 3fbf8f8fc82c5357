/** The shortest quiet after which a ring is answered, milliseconds: an editor's save is over by then. */
const QUIET = 8;

/** The longest quiet that is waited for: a checkout that touches thousands of files pauses now and then. */
const LONGEST_QUIET = 200;

/** The longest wait from the first ring on: something that writes all the time must not be waited for for ever. */
const PATIENCE = 2_000;

/**
 * So many rings before one call count as a ring from anywhere. Linux queues 16,384 events, and when more come while
 * a build keeps this thread busy, it drops the rest without a word that reaches us.
 */
const FLOOD = 2_000;

/** Rings gathered into calls. */
export interface Bell {
  /** Something may have changed at or below this path; null: anywhere. */
  ring(path: string | null): void;
  /** Whether something has rung that no call has been told of yet. */
  hasRung(): boolean;
  /** Resolves when nothing rings and nothing is being answered. */
  quiet(): Promise<void>;
  /** Answers at once, as if all had changed; resolves when answered. For the start. */
  now(): Promise<void>;
  /** Rings no more. */
  close(): void;
}

/**
 * Answers rings with calls of `answer`, one at a time: when it has been quiet for a while, the longer the more
 * paths have rung (a millisecond each), and, for what rings during a call, once more after it. `answer` gets the
 * paths that rang since the last call began, or null where it was not said which; it must not reject.
 */
export function openBell(answer: (rang: ReadonlySet<string> | null) => Promise<void>): Bell {
  let rang = new Set<string>();
  let anywhere = false;
  let rings = 0;
  let since: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let answering = false;
  let closed = false;
  const waiting: (() => void)[] = [];

  function wait(): void {
    if (answering || closed || since === null) return;
    if (timer !== null) clearTimeout(timer);
    const quiet = Math.min(Math.max(QUIET, rang.size), LONGEST_QUIET);
    timer = setTimeout(() => void call(), Math.max(0, Math.min(quiet, since + PATIENCE - performance.now())));
  }

  async function call(): Promise<void> {
    const paths = anywhere || rings > FLOOD ? null : rang;
    rang = new Set();
    anywhere = false;
    rings = 0;
    since = null;
    timer = null;
    answering = true;
    await answer(paths);
    answering = false;
    if (since === null) for (const resolve of waiting.splice(0)) resolve();
    wait();
  }

  return {
    ring(path) {
      if (path === null) anywhere = true;
      else rang.add(path);
      rings += 1;
      since ??= performance.now();
      wait();
    },
    hasRung: () => since !== null,
    quiet: () =>
      closed || (since === null && !answering)
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push(resolve)),
    now() {
      anywhere = true;
      if (timer !== null) clearTimeout(timer);
      return call();
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}
