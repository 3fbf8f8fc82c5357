/**
 * Work that gives way now and then: between two steps whoever runs it may do something else, such as serve a page. What
 * it gives in the end is the same, however long it waits.
 */
export type Steps<T> = Generator<void, T, void>;

/** Takes all steps at once. */
export function finished<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
