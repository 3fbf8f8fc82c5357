import {
  existsSync,
  linkSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Digest, OutputPath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { exchange } from './exchange.ts';
import { lock } from './lock.ts';
import { type Entry, MANIFEST_NAME, type Manifest, readManifest, serialise } from './manifest.ts';
import { type Stamps, stampOf, survey } from './survey.ts';

/*
 * Publishing is all or nothing, and an unchanged file keeps its bytes and its time.
 *
 * Beside the output folder (`dist`) there is a staging folder (`.dist.staging`) with a second tree, the spare. The
 * two share every unchanged file by hard link, so the spare costs folders and no bytes. A build writes what is
 * new into the spare and then exchanges the two folders in one step; the old site becomes the spare of
 * the next build. Where the trees may differ is noted in `behind` before anything is written, so that after a
 * crash at any point the spare can be brought level again from that list.
 */

interface Ledger {
  /** The inodes of the two folders: says that the spare belongs to this output folder. */
  readonly inodes: readonly [number, number];
  /** Paths on which the spare may differ from the published tree. */
  readonly behind: readonly OutputPath[];
}

/** The output folder with its staging folder, held by this process until `close`. */
export interface Output {
  readonly folder: string;
  /** What was published last, or null where there is nothing of ours. */
  readonly manifest: Manifest | null;
  readonly stamps: Stamps;
  readonly damaged: ReadonlySet<OutputPath>;
  /** Opens the tree to write into; `touched` names every path that will be written or deleted. */
  stage(touched: readonly OutputPath[]): Stage;
  close(): void;
}

/** A tree being made. Files are put into it, then `publish` makes it the site. */
export interface Stage {
  readonly folder: string;
  /** Takes a published file over as it is: its new bytes turned out to be the old ones. */
  keep(path: OutputPath): void;
  /** Swaps the finished tree in. `entries` is the whole site; what is not in it any more has been deleted. */
  publish(inputs: Digest, entries: ReadonlyMap<OutputPath, Entry>): Promise<void>;
}

/** The staging folder of an output folder: beside it, because a rename must not leave the file system. */
export function stagingFolder(out: string): string {
  return join(dirname(out), `.${basename(out)}.staging`);
}

/** Takes hold of an output folder: waits for another build, mends what a killed one left, and looks at what is there. */
export async function openOutput(out: string, onWait: (pid: number) => void): Promise<Output> {
  const staging = stagingFolder(out);
  const spare = join(staging, 'spare');
  const parking = join(staging, 'parking');
  const ledgerFile = join(staging, 'ledger');
  const stampsFile = join(staging, 'stamps');
  const unlock = await lock(join(staging, 'lock'), onWait);

  // Killed between the two renames of a system that cannot exchange folders at once.
  if (existsSync(parking)) {
    if (!existsSync(out)) renameSync(parking, out);
    else rmSync(parking, { recursive: true, force: true });
  }

  const kept = readKept(stampsFile);
  const manifest = readManifest(out) ?? (kept !== null && isPaired() ? lostManifest(kept.stamps) : null);
  const trusted = kept !== null && manifest !== null && kept.inputs === manifest.inputs ? kept : null;
  const found = existsSync(out)
    ? survey(out, manifest ?? { inputs: '' as Digest, entries: new Map() }, trusted?.stamps ?? null)
    : { stamps: { files: new Map(), folders: new Map(), foreign: [] }, damaged: new Set<OutputPath>() };
  const old = manifest?.entries ?? new Map<OutputPath, Entry>();

  return {
    folder: out,
    manifest,
    stamps: found.stamps,
    damaged: found.damaged,
    close: unlock,
    stage(touched) {
      mkdirSync(staging, { recursive: true });
      const fresh = !existsSync(out);
      if (fresh) {
        rmSync(spare, { recursive: true, force: true });
        mkdirSync(spare, { recursive: true });
      } else level(touched);
      return { folder: spare, publish, keep: (path) => relink(path, new Set()) };
    },
  };

  /** Whether the staging folder belongs to the output folder as it is now. */
  function isPaired(): boolean {
    const ino = statSync(out, { throwIfNoEntry: false })?.ino;
    return ino !== undefined && (readLedger(ledgerFile)?.inodes.includes(ino) ?? false);
  }

  /** Brings the spare level with the published tree, apart from what this build will touch. */
  function level(touched: readonly OutputPath[]): void {
    const ledger = readLedger(ledgerFile);
    const will = new Set(touched);
    const paired =
      ledger !== null &&
      existsSync(spare) &&
      ledger.inodes.includes(statSync(out).ino) &&
      ledger.inodes.includes(statSync(spare).ino);
    const foreign = found.stamps.foreign;
    if (!paired) {
      rmSync(spare, { recursive: true, force: true });
      mkdirSync(spare, { recursive: true });
    }
    writeWhole(ledgerFile, {
      inodes: [statSync(out).ino, statSync(spare).ino],
      behind: [...new Set([...(paired ? ledger.behind : [...old.keys()]), ...touched, ...foreign])],
    });
    const made = new Set<string>();
    for (const path of paired ? ledger.behind : old.keys()) if (!will.has(path)) relink(path, made);
    for (const path of foreign) relink(path, made);
    for (const path of touched) if (paired) removeFile(spare, path);
    rmSync(join(spare, MANIFEST_NAME), { force: true });
  }

  function relink(path: OutputPath, made: Set<string>): void {
    const from = join(out, path);
    const to = join(spare, path);
    const source = lstatSync(from, { throwIfNoEntry: false });
    if (source === undefined) {
      removeFile(spare, path);
      return;
    }
    const there = lstatSync(to, { throwIfNoEntry: false });
    if (there !== undefined) {
      if (there.ino === source.ino && there.isFile()) return;
      unlinkSync(to);
    }
    const folder = dirname(to);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    try {
      linkSync(from, to);
    } catch {
      copyFileSync(from, to); // a file system without hard links
      utimesSync(to, source.atime, source.mtime);
    }
  }

  async function publish(inputs: Digest, entries: ReadonlyMap<OutputPath, Entry>): Promise<void> {
    writeFileSync(join(spare, MANIFEST_NAME), serialise({ inputs, entries }));
    const behind: OutputPath[] = [...found.stamps.foreign];
    const files = new Map<string, string>();
    for (const [path, { digest }] of entries) {
      const before = old.get(path);
      const stamp =
        found.damaged.has(path) || before?.digest !== digest ? null : found.stamps.files.get(path);
      if (stamp == null) behind.push(path);
      files.set(path, stamp ?? stampOf(join(spare, path)) ?? '');
    }
    for (const path of old.keys()) if (!entries.has(path)) behind.push(path);

    if (existsSync(out)) {
      await exchange(out, spare, parking);
      writeWhole(ledgerFile, { inodes: [statSync(out).ino, statSync(spare).ino], behind });
    } else {
      renameSync(spare, out);
      writeWhole(ledgerFile, { inodes: [statSync(out).ino, 0], behind: [] }); // there is no spare yet
    }

    const stamps: Stamps = { files, folders: foldersOf(entries.keys()), foreign: found.stamps.foreign };
    writeWhole(stampsFile, { inputs, stamps });
  }

  function foldersOf(paths: Iterable<OutputPath>): Map<string, number> {
    const folders = new Map<string, number>();
    const visit = (folder: string): void => {
      if (folders.has(folder)) return;
      folders.set(folder, statSync(join(out, folder)).mtimeMs);
      if (folder !== '.') visit(dirname(folder));
    };
    visit('.');
    for (const path of paths) visit(dirname(path));
    return folders;
  }
}

/** What the staging folder still knows of a manifest that was lost: which files are ours, not what is in them. */
function lostManifest(stamps: Stamps): Manifest {
  const unknown: Entry = { key: '' as Digest, digest: '' as Digest };
  return {
    inputs: '' as Digest,
    entries: new Map([...stamps.files.keys()].map((path) => [path as OutputPath, unknown])),
  };
}

/** Deletes a file of a tree if it is there, and the folders that become empty by it. */
function removeFile(root: string, path: OutputPath): void {
  rmSync(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
  }
}

/** Puts a file into a tree. Never into a file that is there already: that one may be shared with the other tree. */
export function putFile(root: string, path: OutputPath, bytes: string | Uint8Array, made: Set<string>): void {
  const file = join(root, path);
  const folder = dirname(file);
  if (!made.has(folder)) mkdirSync(folder, { recursive: true });
  made.add(folder);
  try {
    writeFileSync(file, bytes, { flag: 'wx' });
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    unlinkSync(file);
    writeFileSync(file, bytes, { flag: 'wx' });
  }
}

function writeWhole(file: string, value: unknown): void {
  const bytes = serialize(value);
  writeFileSync(`${file}.new`, Buffer.concat([Buffer.from(`${digestOf(bytes)}\n`), bytes]));
  renameSync(`${file}.new`, file);
}

function readWhole(file: string): unknown {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(33);
    return bytes.toString('latin1', 0, 32) === digestOf(body) ? deserialize(body) : null;
  } catch {
    return null;
  }
}

const readLedger = (file: string): Ledger | null => readWhole(file) as Ledger | null;
const readKept = (file: string): { inputs: Digest; stamps: Stamps } | null =>
  readWhole(file) as { inputs: Digest; stamps: Stamps } | null;
