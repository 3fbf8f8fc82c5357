import { basename, dirname, join } from 'node:path';
import type { OutputPath } from '../base/brand.ts';
import type { Manifest } from './manifest.ts';
import { byName, type Stamps, timesOf } from './survey.ts';
import { note, readWhole } from './whole.ts';

/** The staging folder of an output folder: beside it, because a rename must not leave the file system. */
export function stagingFolder(out: string): string {
  return join(dirname(out), `.${basename(out)}.staging`);
}

/** What a process knows of the folder it published last, so that it need not look through it again. */
export interface Published {
  readonly manifest: Manifest;
  readonly stamps: Stamps;
  /** Of the spare tree: when its folders last changed, as far as that is known. */
  readonly spareFolders: () => ReadonlyMap<string, number>;
  /** Says that the output folder is still that one. */
  readonly mark: string;
}

/** What lies on disk: rows of numbers, in the order of the manifest and of the folders in it. */
interface Kept {
  readonly sum: string;
  readonly files: Float64Array;
  readonly folders: Float64Array;
  readonly foreign: readonly OutputPath[];
  readonly spareFolders: Float64Array;
}

/** Keeps what was published for the next process. Lost, it costs a look through the whole folder. */
export function keepPublished(out: string, { manifest, stamps, spareFolders }: Published): void {
  const kept: Kept = {
    sum: manifest.sum,
    files: stamps.files,
    folders: timesOf(manifest, stamps.folders()),
    foreign: stamps.foreign,
    spareFolders: timesOf(manifest, spareFolders()),
  };
  note(join(stagingFolder(out), 'stamps'), kept);
}

/** What was kept of an output folder with this manifest, or null. */
export function recall(
  out: string,
  manifest: Manifest | null,
): Pick<Published, 'stamps' | 'spareFolders'> | null {
  const kept = manifest && (readWhole(join(stagingFolder(out), 'stamps')) as Kept | null);
  if (!kept || kept.sum !== manifest.sum) return null;
  return {
    stamps: {
      files: kept.files,
      foreign: kept.foreign,
      folders: () => byName(manifest, kept.folders),
    },
    spareFolders: () => byName(manifest, kept.spareFolders),
  };
}
