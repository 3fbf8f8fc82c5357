// The bare floor: what a Node program takes that reads every source and writes every page and does nothing else.
// No generator can be faster on the same machine with the same calls; figures are reported as ratios to it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** The size of a page, in bytes: what an article of 3 KB with its lists comes to. */
const PAGE = 8192;

interface Share {
  readonly out: string;
  readonly files: readonly string[];
  /** The number of the first file, for the name of its page. */
  readonly first: number;
}

function publish({ out, files, first }: Share): void {
  const page = Buffer.alloc(PAGE, ' ');
  files.forEach((file, index) => {
    readFileSync(file).copy(page);
    const folder = join(out, String(first + index));
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), page);
  });
}

function run(content: string, out: string, workers: number): void {
  const files = readdirSync(content, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  mkdirSync(out, { recursive: true });
  if (workers === 1) {
    publish({ out, files, first: 0 });
    return;
  }
  const size = Math.ceil(files.length / workers);
  for (let first = 0; first < files.length; first += size) {
    const share: Share = { out, first, files: files.slice(first, first + size) };
    new Worker(fileURLToPath(import.meta.url), { workerData: { floor: share } });
  }
}

if (!isMainThread) {
  const { floor } = workerData as { floor?: Share };
  if (floor !== undefined) publish(floor);
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [content = '', out = '', workers = '1'] = process.argv.slice(2);
  run(content, out, Number(workers));
}

/** `node bench/run.js floor CONTENT OUT [WORKERS]` */
export function main([content, out, workers = '1']: string[]): number {
  if (content === undefined || out === undefined) {
    process.stderr.write('floor CONTENT OUT [WORKERS]\n');
    return 2;
  }
  run(content, out, Number(workers));
  return 0;
}
