import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * One build at a time for one output folder: the second waits until the first is done. A lock whose process no
 * longer lives is taken over. Returns the way to give the lock back.
 *
 * @param onWait Called once, with the other process's id, when there is someone to wait for.
 */
export async function lock(file: string, onWait: (pid: number) => void): Promise<() => void> {
  makeFolders(dirname(file));
  const own = `${process.pid} ${startOf(process.pid)}\n`;
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    }
    const holder = holderOf(file);
    if (holder === 'gone') {
      // Moved away before it is deleted: of two that find a dead lock, one moves it and the other tries again.
      const grave = `${file}.${process.pid}`;
      try {
        const dead = readFileSync(file, 'utf8');
        renameSync(file, grave);
        // Moved a living lock after all, taken in between: it goes back.
        if (readFileSync(grave, 'utf8') !== dead) renameSync(grave, file);
        rmSync(grave, { force: true });
      } catch {
        // someone else was first
      }
      continue;
    }
    if (holder !== 'unknown' && !told) {
      told = true;
      onWait(holder);
    }
    await sleep(50);
  }
}

/** A folder with those on the way to it. Node's own never returns in places where the system makes no folders (`/proc`). */
function makeFolders(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw failure;
    makeFolders(dirname(folder));
    mkdirSync(folder);
  }
}

let unknownSince = 0;

/** Who holds a lock: a living process, nobody any more, or not to be told yet (the file is just being written). */
function holderOf(file: string): number | 'gone' | 'unknown' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
  const [pid, start] = text.trim().split(' ');
  if (!text.endsWith('\n') || pid === undefined) {
    // Written by a process killed between creating and filling the file, unless it is filled within a second.
    unknownSince ||= performance.now();
    return performance.now() - unknownSince > 1000 ? 'gone' : 'unknown';
  }
  unknownSince = 0;
  try {
    process.kill(Number(pid), 0);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  return start === startOf(Number(pid)) ? Number(pid) : 'gone';
}

/** When a process started, in the system's own words, so that a process id used again is not mistaken for its first owner. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}
