import { randomBytes } from 'node:crypto';
import type { Excerpt } from './excerpt.ts';

/** A problem as the overlay shows it. */
export interface ShownProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly rule: string;
  readonly reason: string;
  readonly hint: string | null;
  /** The lines around the place. */
  readonly excerpt: Excerpt;
}

/** What an open page is told: on connecting, and after each build. */
export interface Notice {
  /** Names the state of the site; another one after each build that changed something. */
  readonly revision: string;
  /** Output paths that differ from the revision the page knows; null: take it that all do. */
  readonly changed: readonly string[] | null;
  /** What keeps the newest input from being shown; empty when all is well. */
  readonly problems: readonly ShownProblem[];
  /** How many problems there are in all; `problems` holds the first few. */
  readonly problemCount: number;
}

/** Changes remembered for pages that were away (a sleeping laptop, a hidden tab). */
const REVISIONS_KEPT = 200;

/** More changed paths than this are told as "all": a megabyte of paths helps no page. */
const PATHS_TOLD = 2_000;

/** What the preview knows of the site: its revision, what changed to come there, and what is wrong. */
export interface State {
  readonly revision: () => string;
  /** What a page that knows the revision `since` has to be told now. */
  notice(since: string | null): Notice;
  /**
   * Takes in what has changed, and, after a build, what it found wrong; without that it is what it was. Nobody is told where
   * nothing is new.
   */
  update(changed: readonly string[], problems?: readonly ShownProblem[], problemCount?: number): void;
  /** Calls back after each update until the returned function is called. */
  listen(heard: () => void): () => void;
}

/** The state before the first build. A revision holds a random part, so that none is met again after a restart. */
export function openState(): State {
  const run = randomBytes(6).toString('hex');
  const steps: (readonly string[])[] = [];
  let count = 0;
  let wrong: { problems: readonly ShownProblem[]; problemCount: number } = { problems: [], problemCount: 0 };
  const listeners = new Set<() => void>();
  const revision = (): string => `${run}-${count}`;

  /** The paths changed since a revision, or null where that is unknown or too much to tell. */
  function changedSince(since: string | null): readonly string[] | null {
    if (since === revision()) return [];
    const [theirRun, number] = since?.split('-') ?? [];
    const missed = count - Number(number);
    if (theirRun !== run || !(missed > 0 && missed <= steps.length)) return null;
    const paths = new Set<string>();
    for (const step of steps.slice(-missed)) {
      if (paths.size + step.length > PATHS_TOLD) return null;
      for (const path of step) paths.add(path);
    }
    return [...paths];
  }

  return {
    revision,
    notice: (since) => ({ revision: revision(), changed: changedSince(since), ...wrong }),
    update(changed, problems = wrong.problems, problemCount = wrong.problemCount) {
      const same =
        changed.length === 0 && JSON.stringify({ problems, problemCount }) === JSON.stringify(wrong);
      if (same) return;
      if (changed.length > 0) {
        count += 1;
        steps.push(changed);
        if (steps.length > REVISIONS_KEPT) steps.shift();
      }
      wrong = { problems, problemCount };
      for (const heard of [...listeners]) heard();
    },
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
