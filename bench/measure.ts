import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A program to be started as a process of its own. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** One whole run of a program, from its start to its end. */
export interface Run {
  readonly seconds: number;
  /** The most memory that the program and all its children held together, in bytes; 0 where nobody can tell. */
  readonly peak: number;
}

/** A run that built a site. */
export interface Build extends Run {
  /** Files of the output that the run wrote; nobody else may have written there meanwhile. */
  readonly written: number;
}

/** Several runs of the same work. */
export interface Figures {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** The median of the runs' peaks, in bytes. */
  readonly peak: number;
  /** The median of the files written. */
  readonly written: number;
  readonly runs: number;
}

/** Between two looks at the memory of the processes. */
const LOOK = 40;

/**
 * Runs a program to its end. What earlier runs left for the disk is written out first, so that nobody pays for
 * another's pages.
 * @throws Error with the end of what the program said, where it ends with another code than 0
 */
export async function timed({ program, args, cwd, env }: Command): Promise<Run> {
  if (process.platform !== 'win32') spawnSync('sync');
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, CI: 'true', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    let peak = 0;
    const look = () => {
      if (child.pid !== undefined) peak = Math.max(peak, memoryOf(child.pid));
    };
    look();
    const looking = setInterval(look, LOOK);
    let ended = started;
    child.on('error', (error) => {
      clearInterval(looking);
      reject(error);
    });
    child.on('exit', () => {
      ended = process.hrtime.bigint();
      clearInterval(looking);
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ seconds: Number(ended - started) / 1e9, peak });
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${code ?? signal}:\n${said}`));
    });
  });
}

/**
 * Runs a generator and looks whether it did its work: a figure for a site that is not there would be worth nothing.
 * @param least the fewest pages that its output must have
 * @param text what one of the written files must contain, where the work was to publish that
 * @throws Error where pages or text are missing
 */
export async function built(
  command: Command,
  out: string,
  least: number,
  text: string | null = null,
): Promise<Build> {
  const started = Date.now();
  const run = await timed(command);
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const pages = files.filter((file) => file.endsWith('index.html')).length;
  if (pages < least) throw new Error(`${pages} pages in ${out}, where at least ${least} should be.`);
  // Clocks of file systems tick coarsely: the time of a file may lie a little before it was written.
  const written = files.filter((file) => statSync(file).mtimeMs > started - 10);
  if (
    text !== null &&
    !written.some((file) => file.endsWith('.html') && readFileSync(file, 'utf8').includes(text))
  )
    throw new Error(`No page written to ${out} says "${text}".`);
  return { ...run, written: written.length };
}

/**
 * The memory of a process and its descendants, in bytes, by Linux's /proc: of one process alone its high-water mark
 * (exact whenever it is read), of several the sum of what each holds now.
 */
export function memoryOf(pid: number): number {
  const children = childrenOf(pid);
  const [own, ...others] = [pid, ...children].map(statusOf);
  if (own === undefined) return 0;
  return others.length === 0 ? own.mark : others.reduce((sum, { now }) => sum + now, own.now);
}

function statusOf(pid: number): { now: number; mark: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const kilobytes = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { now: kilobytes('VmRSS') * 1024, mark: kilobytes('VmHWM') * 1024 };
  } catch {
    return { now: 0, mark: 0 }; // it ended, or this is no Linux
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').trim().split(' '))
      .filter((child) => child !== '')
      .flatMap((child) => [Number(child), ...childrenOf(Number(child))]);
  } catch {
    return [];
  }
}

/** What several runs come to. */
export function figures(runs: readonly Build[]): Figures {
  const seconds = runs.map((run) => run.seconds);
  return {
    median: quantile(seconds, 0.5),
    min: Math.min(...seconds),
    max: Math.max(...seconds),
    peak: quantile(
      runs.map(({ peak }) => peak),
      0.5,
    ),
    written: quantile(
      runs.map(({ written }) => written),
      0.5,
    ),
    runs: runs.length,
  };
}

/** The value below which `share` of the values lie (nearest rank; of an even count's median, the middle of two). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  if (share === 0.5 && sorted.length % 2 === 0)
    return ((sorted[sorted.length / 2 - 1] ?? 0) + (sorted[sorted.length / 2] ?? 0)) / 2;
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
