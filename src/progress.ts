/** A step of a build and when it began, ms. */
interface Step {
  readonly name: string;
  readonly began: number;
}

/** The step that a build begins with. */
const FIRST = 'looking';

/** Work that is done sooner needs no progress line, ms. */
const PATIENCE = 500;

/** Between two lines of one step, ms. */
const PAUSE = 80;

/**
 * What is told of a build while it is at work: the line on the terminal with what is done, what there is to do and how
 * long that will take, and afterwards how long each step took.
 */
export class Progress {
  readonly #clock: () => number;
  readonly #show: ((line: string) => void) | null;
  #origin = 0;
  #steps: Step[] = [];
  #shown = 0;

  /**
   * @param clock Milliseconds since the process began.
   * @param show Puts a line in the place of the one before; null where there is no terminal.
   */
  constructor(clock: () => number, show: ((line: string) => void) | null) {
    this.#clock = clock;
    this.#show = show;
  }

  /** Takes note of where the build is; `of` is 0 where a step is not counted. */
  readonly tell = (step: string, done: number, of: number): void => {
    const now = this.#clock();
    if (step === FIRST) {
      // In a process that builds more than once, only the first build waits for the program to start.
      if (this.#steps.length > 0) this.#origin = now;
      this.#steps = [];
    }
    const isNew = this.#steps.at(-1)?.name !== step;
    if (isNew) this.#steps.push({ name: step, began: now });
    if (this.#show === null || now - this.#origin < PATIENCE || (!isNew && now - this.#shown < PAUSE)) return;
    this.#shown = now;
    this.#show(of === 0 ? `${step} …` : `${step} ${done}/${of}${this.#remaining(now, done, of)}`);
  };

  /** `Took 7.6 s: starting 50 ms, looking 0.1 s, reading 2.6 s …`; the last step is taken to end now. */
  times(): string {
    const now = this.#clock();
    const starts = [{ name: 'starting', began: this.#origin }, ...this.#steps];
    const each = starts
      .map(({ name, began }, i) => ({ name, took: (starts[i + 1]?.began ?? now) - began }))
      .filter(({ took }) => took > 0)
      .map(({ name, took }) => `${name} ${duration(took)}`);
    return `Took ${duration(now - this.#origin)}: ${each.join(', ')}.\n`;
  }

  /** What a step has yet to do takes as long as what it has done. */
  #remaining(now: number, done: number, of: number): string {
    const spent = now - this.#steps.at(-1)!.began;
    return done === 0 || spent < PATIENCE ? '' : `, ${duration((spent / done) * (of - done))} left`;
  }
}

/** `50 ms`, `2.6 s`, `3 min 5 s`. */
function duration(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 99.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
