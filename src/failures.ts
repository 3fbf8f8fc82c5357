import { basename, dirname, relative } from 'node:path';
import { type Problem, problem } from './base/problem.ts';
import { stagingFolder } from './output/published.ts';

/** What the codes of the operating system mean to someone who wants a site, and what to do about it. */
const CODES: Readonly<Record<string, readonly [meaning: string, hint: string]>> = {
  EACCES: ['you may not', 'Change the permissions of this place, or name another with --out.'],
  EPERM: ['you may not', 'Change the permissions of this place, or name another with --out.'],
  EROFS: ['the disk can only be read', 'Name a folder on another disk with --out.'],
  ENOSPC: ['the disk is full', 'Make room, or name a folder on another disk with --out.'],
  EDQUOT: ['your share of the disk is used up', 'Make room, or name a folder on another disk with --out.'],
  ENOTDIR: ['a file stands where a folder must be', 'Remove the file, or name another folder with --out.'],
  EEXIST: ['a file stands where a folder must be', 'Remove the file, or name another folder with --out.'],
  EISDIR: ['a folder stands where a file must be', 'Remove the folder, or name another place.'],
  ENAMETOOLONG: ['the name is too long for this disk', 'Give the article or the file a shorter name.'],
  EMFILE: ['too many files are open', 'Close other programs, or raise the limit (ulimit -n).'],
  EBUSY: ['another program holds it', 'Close the other program and build again.'],
};

/**
 * A refusal of the operating system as a problem: `output-write` in the output folder or beside it, `file-system`
 * elsewhere. Null where it is none, but a bug.
 *
 * @param out The output folder, absolute.
 */
export function refusal(failure: unknown, out: string): Problem | null {
  const { code, errno, path, dest, syscall } = (failure ?? {}) as NodeJS.ErrnoException & { dest?: string };
  if (code === undefined || errno === undefined) return null;
  const [meaning, hint] = CODES[code] ?? [
    'the system refused it',
    'Build again; if it stays, look at this place.',
  ];
  const place = dest ?? path ?? out;
  const ours = [out, stagingFolder(out)].some((folder) => place === folder || place.startsWith(`${folder}/`));
  return problem(
    'error',
    ours ? 'output-write' : 'file-system',
    relative(dirname(out), place) || basename(place),
    `${ours ? 'This cannot be written' : `This cannot be used (${syscall})`}: ${meaning} (${code}).`,
    { hint },
  );
}
