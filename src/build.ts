import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Digest } from './base/brand.ts';
import { digestOfAll, RowDigests } from './base/digest.ts';
import { inOrder, type Problem, problem } from './base/problem.ts';
import {
  type Memory,
  openMemory,
  rememberSight,
  saveMemory,
  savingMemory,
  seenOf,
  unlessDamaged,
} from './cache/memory.ts';
import { knownDigest, sightOf } from './cache/seen.ts';
import { saveStore } from './cache/store.ts';
import { refusal } from './failures.ts';
import { gather, type InputPlaces } from './inputs.ts';
import { Output } from './output/stage.ts';
import { digestAt } from './press/source.ts';
import { surveyElsewhere } from './output/surveyor.ts';
import { NOTHING_DONE, type Report } from './report.ts';
import type { Upcoming } from './serve/proofs.ts';
import { inTurns, Overtaken } from './turns.ts';

/** Where a build finds and leaves everything, and how it goes about it. Folders and files are absolute. */
export interface BuildOptions extends InputPlaces {
  readonly out: string;
  /** Settings of the command line, over those of site.yaml. */
  readonly settings: { readonly baseUrl?: string; readonly now?: string };
  /** The folder of the memory, or null to remember nothing. */
  readonly cache: string | null;
  /** Of the generator's code with its libraries. */
  readonly generator: string;
  /**
   * The worker's script, how many threads may work beside this one, and whether somebody asked for that number; null works
   * in this thread alone.
   */
  readonly workers: {
    readonly script: URL;
    /** Of the thread that carries pages to the disk. */
    readonly carrier: URL;
    readonly count: number;
    readonly asked: boolean;
  } | null;
  readonly strict: boolean;
  readonly keepGoing: boolean;
  /** Whether the report says of each page what exactly became different. */
  readonly explain?: boolean;
  /** Milliseconds since 1970, to tell young files by; nothing in the site depends on it. */
  readonly clock: () => number;
  /** Told at the beginning of each step, and of those that are counted again and again; `of` is 0 for the others. */
  readonly progress: (step: string, done: number, of: number) => void;
  readonly onWait: (pid: number) => void;
  /** Told what is about to be published; it is printed when this resolves. */
  readonly onPlanned?: (upcoming: Upcoming) => Promise<void>;
  /** Waited for between two steps, so that what is more urgent can be done at once. */
  readonly giveWay?: () => Promise<void>;
  /** Asked while much is printed: a build of what is outdated already is given up, and has nothing to report. */
  readonly isOvertaken?: () => boolean;
}

/**
 * Content to site. With a memory it costs what changed; without, it does the same, slower. What the operating system
 * refuses is a problem like any other.
 *
 * @param memory Handed from build to build within a process; by default what is on disk.
 * @param rang Where something may have changed since the last build with this memory; null: anywhere. A build that is
 *   told keeps what it remembers in this process; `saveMemory` keeps it for the next.
 */
export async function build(
  options: BuildOptions,
  memory: Memory = openMemory(options.cache, options.generator),
  rang: ReadonlySet<string> | null = null,
): Promise<Report> {
  try {
    const report = await unlessDamaged(memory, () => attempt(options, memory, rang));
    if (options.cache !== null && rang === null) noteChanges(options.cache, report);
    return report;
  } catch (failure) {
    if (failure instanceof Overtaken) return { ...NOTHING_DONE, published: false };
    const why = refusal(failure, options.out);
    if (why === null) throw failure;
    return { ...NOTHING_DONE, problems: [why], published: false };
  }
}

/** Beside the memory: which files the last build wrote and which it deleted, for uploads and purges. Nobody here reads it. */
function noteChanges(cache: string, { changed, removed }: Report): void {
  const gone = new Set(removed);
  const written = changed.filter((path) => !gone.has(path));
  const text = `${JSON.stringify({ written, deleted: removed }, null, 1)}\n`;
  const file = join(dirname(cache), 'changes.json');
  try {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
    mkdirSync(dirname(file), { recursive: true });
    // A file written over makes some file systems wait for the disk.
    rmSync(file, { force: true });
    writeFileSync(file, text);
  } catch (failure) {
    // The site is in its place: where nobody may write here, that is no failure of the build.
    if ((failure as NodeJS.ErrnoException).errno === undefined) throw failure;
  }
}

/**
 * What is better done after a build than before the next one in this process, which would wait for it: keeps the memory
 * for the next process, makes the staging folder ready, and recalls the site where it was published before this process.
 *
 * @param isOvertaken Asked now and then whether the next build waits: then the rest is left for later.
 */
export async function tidy(
  options: BuildOptions,
  memory: Memory,
  isOvertaken: () => boolean = () => false,
): Promise<void> {
  const { out } = options;
  const { published } = memory;
  if (published !== null && memory.ready !== published) {
    const output = await Output.open(out, () => {}, published);
    try {
      // Unless somebody else has published into it meanwhile.
      if (output.manifest === published.manifest) {
        const ready = await output.makeReady(published, isOvertaken);
        if (ready === null) return;
        memory.ready = memory.published = ready;
      }
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).errno === undefined) throw failure;
    } finally {
      output.close();
    }
  }
  await inTurns(savingMemory(memory, out));
  // The first build of the process found all as it was and read nothing.
  if (memory.edition === null && memory.scan !== null) {
    const { recollect } = await import('./produce.ts');
    await unlessDamaged(memory, () => recollect(options, gather(options, null), memory));
  }
}

async function attempt(
  options: BuildOptions,
  memory: Memory,
  rang: ReadonlySet<string> | null,
): Promise<Report> {
  const { workers, progress } = options;
  progress('looking', 0, 0);
  const output = await Output.open(
    options.out,
    options.onWait,
    rang && memory.published,
    workers && ((out, manifest) => surveyElsewhere(workers.carrier, out, manifest)),
  );
  try {
    const inputs = gather(options, rang && memory.scan && { scan: memory.scan, rang });
    memory.scan = inputs.sources;
    const { generator, settings, strict } = options;
    const inputsDigest = (sources: Digest): Digest =>
      digestOfAll([generator, JSON.stringify(settings), String(strict), inputs.digest, sources]);

    // The same inputs as those of the published site, and that site whole: nothing to do but to say so.
    const { found, sidecars } = inputs.sources;
    const sight = rang === null ? sightOf(found, options.clock()) : null;
    const sources =
      (sight && memory.sights.values.get(sight)) ??
      (await inTurns(
        knownDigest(found, seenOf(memory), (path) => digestAt(path, options.content, sidecars)),
        options.giveWay,
      ));
    const digest = sources && inputsDigest(sources);
    const told = digest === null ? undefined : memory.outcomes.values.get(digest);
    if (
      told?.problems.every(isOfInputs) &&
      output.manifest?.inputs === digest &&
      (await output.damaged()).size === 0
    ) {
      rememberSight(memory, sight, sources);
      memory.sights = saveStore(memory.sights);
      return { ...NOTHING_DONE, ...told, unchanged: output.manifest.entries.size };
    }

    if (rang !== null) memory.digests ??= new RowDigests();
    const { produce } = await import('./produce.ts');
    const report = await produce(options, inputs, inputsDigest, output, memory);
    if (rang !== null) return report;
    progress('remembering', 0, 0);
    rememberSight(memory, sight, memory.sources);
    saveMemory(memory, options.out);
    return { ...report, problems: inOrder([...report.problems, ...unkept(memory)]) };
  } finally {
    output.close();
  }
}

/** Whether the same inputs have the same problem again; what stands in the output folder may be gone meanwhile. */
function isOfInputs({ rule }: Problem): boolean {
  return rule !== 'output-foreign';
}

/** What to say where the memory could not be written: the site is right, the next build slower. */
function unkept({ folder, articles, outcomes }: Memory): Problem[] {
  if (folder === null || [articles, outcomes].every((store) => store === null || store.file !== null))
    return [];
  const reason = 'What was read cannot be kept in this folder, so the next build reads everything again.';
  return [
    problem('warning', 'cache-write', folder, reason, {
      hint: 'Name a folder that can be written with --cache, or use --no-cache.',
    }),
  ];
}
