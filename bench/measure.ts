import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

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

/** Several runs of the same work. */
export interface Figures {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** The median of the runs' peaks, in bytes. */
  readonly peak: number;
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
export function figures(runs: readonly Run[]): Figures {
  const seconds = runs.map((run) => run.seconds);
  return {
    median: quantile(seconds, 0.5),
    min: Math.min(...seconds),
    max: Math.max(...seconds),
    peak: quantile(
      runs.map(({ peak }) => peak),
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
