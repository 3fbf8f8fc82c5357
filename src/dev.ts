import { setTimeout as pause } from 'node:timers/promises';
import type { OutputPath } from './base/brand.ts';
import type { Problem } from './base/problem.ts';
import { problem } from './base/problem.ts';
import { openBell } from './serve/bell.ts';
import { readExcerpt } from './serve/excerpt.ts';
import { Proofs, type Upcoming } from './serve/proofs.ts';
import { openServer } from './serve/server.ts';
import { openState, type ShownProblem } from './serve/state.ts';
import { openWatcher } from './serve/watcher.ts';

/** What the preview needs to know of a build. */
export interface Built {
  readonly problems: readonly Problem[];
  /** False where problems kept the new site from being published. */
  readonly published: boolean;
  /** Paths written or deleted. */
  readonly changed: readonly OutputPath[];
}

/**
 * Builds the site. `rang` is a hint and nothing more: absolute paths, at or below which something may have
 * changed since the last call began; null where all may have. It may name files that did not change, folders, and
 * files that are gone.
 */
export type Rebuild<Report extends Built> = (hint: {
  readonly rang: ReadonlySet<string> | null;
  /** To be called with what is about to be published, before it is printed. */
  readonly onPlanned: (upcoming: Upcoming) => Promise<void>;
  /** To be waited for between two steps: a page that somebody has just saved comes first. */
  readonly giveWay: () => Promise<void>;
  /** To be asked while much is printed: whether to give up, with a report that says neither published nor why not. */
  readonly isOvertaken: () => boolean;
}) => Promise<Report>;

/** A preview to start. Paths are absolute. */
export interface PreviewOptions<Report extends Built> {
  readonly build: Rebuild<Report>;
  /** The page that a changed file alone gives, to be shown until the site is built; null where there is none. */
  readonly pullProof: (file: string) => Promise<{ readonly path: OutputPath; readonly page: string } | null>;
  /** The folder the builds publish into. */
  readonly out: string;
  /** Everything a build reads: folders and files, present or not. */
  readonly watch: readonly string[];
  /** Folders a build writes, should they lie in a watched one. */
  readonly except: readonly string[];
  /** Ask the files whether they changed, where the system does not tell. */
  readonly poll: boolean;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whether the next ports are tried when that one is taken. */
  readonly mayMove: boolean;
  /** The live-reload client, JavaScript. */
  readonly client: string;
  /** Called after each build, with the milliseconds it took. */
  readonly onBuilt: (report: Report, milliseconds: number) => void;
  /** Called when a build broke off without a report. */
  readonly onBroken: (failure: unknown) => void;
  /**
   * Called when nothing has been built for a while: the time for what need not be waited for. The next build waits for its end,
   * and `isOvertaken` says whether it does already.
   */
  readonly onRest: (isOvertaken: () => boolean) => Promise<void>;
}

/** A running preview. */
export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

/** How long after a build the rest begins, milliseconds: an editor may save again. */
const REST = 1_000;

/** How long a build waits for a proof between two of its steps, milliseconds: a checkout rings for longer. */
const MOST_GIVEN_WAY = 200;

/** Problems shown in the browser at once. */
const SHOWN = 20;

/** From so many changed files on, no proofs are pulled: nobody looks at so many pages. */
const MANY = 5;

/** From so many files that a build is about to publish on, nobody is kept waiting until all are printed. */
const LONG = 50;

/** Builds that are given up one after the other because of what has changed meanwhile; the next one is built to its end. */
const MOST_GIVEN_UP = 5;

/**
 * Builds, serves, and builds again when the bell rings. Resolves after the first build, whether it succeeded or
 * not; rejects where it cannot listen. While there are problems the last good site is served.
 */
export async function preview<Report extends Built>(options: PreviewOptions<Report>): Promise<Preview> {
  const state = openState();
  let siteIsReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    siteIsReady = resolve;
  });
  const proofs = new Proofs(options.out);
  const server = await openServer({ ...options, state, proofs, ready });

  let rest: NodeJS.Timeout | undefined;
  let resting = Promise.resolve();
  let overtaken = false;
  let givenUp = 0;
  const rebuild = async (rang: ReadonlySet<string> | null): Promise<void> => {
    clearTimeout(rest);
    const start = performance.now();
    const shownBefore = proofs.shown();
    const changed = (paths: readonly OutputPath[]): readonly string[] => proofs.settle(shownBefore, paths);
    try {
      await resting;
      let long = false;
      const report = await options.build({
        rang,
        onPlanned: (upcoming) => {
          long = upcoming.paths.size >= LONG;
          return long ? showAhead(upcoming) : Promise.resolve();
        },
        giveWay: () =>
          Promise.race([Promise.all([proofBell.quiet(), proofs.quiet()]), pause(MOST_GIVEN_WAY)]).then(
            () => {},
          ),
        isOvertaken: () => long && givenUp < MOST_GIVEN_UP && bell.hasRung(),
      });
      if (!report.published && report.problems.length === 0) {
        givenUp++;
        for (const path of rang ?? [null]) bell.ring(path);
        return;
      }
      givenUp = 0;
      // Once is no news: the next build has what changed. What changes all the time must be told.
      overtaken = !overtaken && isOvertaken(report);
      if (overtaken) {
        bell.ring(null);
        return;
      }
      const wrong = inTheWay(report);
      state.update(
        changed(report.published ? report.changed : []),
        wrong.slice(0, SHOWN).map((found) => shown(found, options.watch)),
        wrong.length,
      );
      options.onBuilt(report, performance.now() - start);
    } catch (failure) {
      state.update(changed([]), [shown(brokenOff(failure), [])], 1);
      options.onBroken(failure);
    }
    rest = setTimeout(() => {
      // The next build waits for it, and must not be kept from its work by what went wrong here.
      resting = options.onRest(bell.hasRung).catch(options.onBroken);
    }, REST);
  };

  // What is planned can be looked at, although it will be a while until all of it is printed.
  async function showAhead(upcoming: Upcoming): Promise<void> {
    const fetched = proofs.head();
    state.update(proofs.expect(upcoming), [], 0);
    siteIsReady();
    await fetched;
  }

  // A proof is pulled whether a build is at work or not; the build that answers the same ring lets it go first.
  let pulling = Promise.resolve();
  const proofBell = openBell((rang) => {
    pulling = pull(rang ?? new Set());
    return pulling;
  });
  async function pull(rang: ReadonlySet<string>): Promise<void> {
    if (rang.size > MANY) return;
    for (const file of rang) {
      const proof = await options.pullProof(file).catch(() => null); // the build says what is wrong
      if (proof === null) continue;
      proofs.add(proof.path, proof.page);
      const fetched = proofs.head();
      state.update([proof.path]);
      await fetched;
    }
  }

  // Watching comes first: what changes during the first build is built again.
  const bell = openBell(async (rang) => {
    if (rang === null) watcher.renew();
    await pulling;
    await rebuild(rang);
  });
  const places = { paths: options.watch, except: options.except, poll: options.poll };
  const watcher = await openWatcher(places, (path) => {
    proofBell.ring(path);
    bell.ring(path);
  });
  await bell.now();
  siteIsReady();
  return {
    url: server.url,
    close() {
      clearTimeout(rest);
      proofBell.close();
      bell.close();
      watcher.close();
      return server.close();
    },
  };
}

/** Whether a build published nothing only because sources changed while it was at work. */
function isOvertaken({ problems, published }: Built): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return !published && errors.length > 0 && errors.every(({ rule }) => rule === 'source-changed');
}

/** The problems that keep a build from being good: its errors, or, where it published nothing, all it has. */
function inTheWay({ problems, published }: Built): readonly Problem[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return errors.length > 0 || published ? errors : problems;
}

function shown(found: Problem, folders: readonly string[]): ShownProblem {
  const { file, line, column, severity, rule, reason, hint } = found;
  return { file, line, column, severity, rule, reason, hint, excerpt: readExcerpt(file, line, folders) };
}

/** A build that could not say what is wrong: the disk is full, the output is not ours to write, or a bug. */
function brokenOff(failure: unknown): Problem {
  const reason = failure instanceof Error ? failure.message : String(failure);
  return problem('error', 'build-broken', '', `The build broke off: ${reason}`, {
    hint: 'The next change starts it again; the terminal has more.',
  });
}
