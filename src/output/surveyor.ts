import { Worker } from 'node:worker_threads';
import type { OutputPath } from '../base/brand.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { recall } from './published.ts';
import { byName, lookAtFiles, lookForForeign, type Survey, timesOf } from './survey.ts';

/*
 * A look through a published folder in a thread of its own: asking the system for the times of 25,000 files and folders takes a
 * fifth of a second, and a build has other work until it needs the answer.
 */

/** An output folder that is to be looked through. */
export interface Surveyed {
  readonly out: string;
}

/** What is told first: the files. */
export interface FilesTold {
  readonly files: Float64Array<ArrayBuffer>;
  readonly damaged: readonly OutputPath[];
}

/** What is told then: the folders, their times in the order of `folderNames`, NaN for one that is not there. */
export interface PlacesTold {
  readonly times: Float64Array<ArrayBuffer>;
  readonly foreign: readonly OutputPath[];
}

/**
 * Has a folder looked through by a worker.
 *
 * @param script The compiled carrier (src/carrier.ts).
 */
export function surveyElsewhere(script: URL, out: string, manifest: Manifest): Survey {
  const worker = new Worker(script);
  const told = <Told>(isIt: (each: object) => boolean): Promise<Told> => {
    const promise = new Promise<Told>((resolve, reject) => {
      worker.on('message', (each: object) => {
        if (isIt(each)) resolve(each as Told);
      });
      worker.once('error', reject);
    });
    // Nobody may ask.
    promise.catch(() => {});
    return promise;
  };
  const files = told<FilesTold>((each) => 'files' in each);
  const places = told<PlacesTold>((each) => 'times' in each);
  worker.postMessage({ out } satisfies Surveyed);
  return {
    files: async () => {
      const { files: stamps, damaged } = await files;
      return { files: stamps, damaged: new Set(damaged) };
    },
    places: async () => {
      const { times, foreign } = await places;
      let folders: ReadonlyMap<string, number> | undefined;
      return { foreign, folders: () => (folders ??= byName(manifest, times)) };
    },
    close: () => void worker.terminate(),
  };
}

/** Looks through the folder in this thread, telling what is found as soon as it is. */
export function* survey({ out }: Surveyed): Generator<FilesTold | PlacesTold> {
  const manifest = readManifest(out);
  if (manifest === null) throw new Error(`the manifest of ${out} is gone`);
  const known = recall(out, manifest)?.stamps ?? null;
  const { files, damaged } = lookAtFiles(out, manifest, known?.files ?? null);
  yield { files: Float64Array.from(files), damaged: [...damaged] };
  const { folders, foreign } = lookForForeign(out, manifest, known);
  yield { times: timesOf(manifest, folders()), foreign };
}
