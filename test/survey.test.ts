import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readManifest } from '../src/output/manifest.ts';
import { recall } from '../src/output/published.ts';
import { surveyElsewhere, survey } from '../src/output/surveyor.ts';
import { surveyHere } from '../src/output/survey.ts';
import { scraped, TestSite } from './engine/site.ts';

let site: TestSite;
beforeEach(async () => {
  site = new TestSite();
  for (const title of ['Ferry lands', 'Bell rings', 'Kite flies'])
    site.write(`content/${title}.txt`, scraped({ title }));
  await site.build();
});
afterEach(() => site.dispose());

test('another thread finds what this one finds: what is damaged, what is missing, what somebody else has put there', async () => {
  const out = join(site.root, 'dist');
  const manifest = readManifest(out)!;
  const [first, second] = [...manifest.entries.keys()];
  writeFileSync(join(out, first!), 'x');
  rmSync(join(out, second!));
  site.write('dist/stray/deep/other.html', 'not ours');

  const here = surveyHere(out, manifest, recall(out, manifest)!.stamps);
  const { files, damaged } = await here.files();
  const { folders, foreign } = await here.places();
  expect([...damaged].sort()).toEqual([first, second].sort());
  expect(foreign).toEqual(['stray/deep/other.html']);

  // A worker that answers as the carrier does, with what the carrier's code tells.
  const told = JSON.stringify([...survey({ out })], (_, value: unknown) =>
    value instanceof Float64Array ? { row: [...value].map(String) } : value,
  );
  const script = join(site.root, 'worker.mjs');
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads';
    const told = JSON.parse(${JSON.stringify(told)}, (_, value) => value?.row ? Float64Array.from(value.row, Number) : value);
    parentPort.once('message', () => told.forEach((each) => parentPort.postMessage(each)));`,
  );
  const elsewhere = surveyElsewhere(pathToFileURL(script), out, manifest);
  const [looked, places] = await Promise.all([elsewhere.files(), elsewhere.places()]);
  elsewhere.close();
  expect(looked).toEqual({ files, damaged });
  expect(places.foreign).toEqual(foreign);
  expect([...places.folders()].sort()).toEqual([...folders()].sort());
});

test('a worker that cannot work fails who asks, and nobody else', async () => {
  const out = join(site.root, 'dist');
  const nowhere = pathToFileURL(join(site.root, 'no-such-worker.mjs'));
  const elsewhere = surveyElsewhere(nowhere, out, readManifest(out)!);
  await expect(elsewhere.files()).rejects.toThrow('no-such-worker');
});
