import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { articles, asText, writeCorpus } from './corpus.ts';
import { memoryOf, quantile } from './measure.ts';

const SEED = 1;
/** How long an edit may take to show before the benchmark gives up, in milliseconds. */
const PATIENCE = 60_000;

/** Stands for a page that the site map does not tell from another. */
const AMBIGUOUS = '';

/** One edit, in milliseconds from the moment the file is saved. */
interface Latency {
  /** The event that names the page has arrived. */
  readonly event: number;
  /** The page with the new text has arrived. */
  readonly page: number;
}

/** What the preview tells its pages (src/serve/state.ts), as far as it is looked at here. */
interface Notice {
  readonly revision: string;
  readonly changed: readonly string[] | null;
}

/**
 * `npm run bench:dev -- --articles 10000 --edits 50`: how long it takes from saving an article to having its changed
 * page, as a browser with the live preview open would get it: the file is written, the event stream says that there is
 * a new revision, the page is fetched.
 */
export async function main(args: string[], root: string): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      articles: { type: 'string', default: '10000' },
      edits: { type: 'string', default: '50' },
      pause: { type: 'string', default: '300' },
    },
  });
  const [size, edits] = [Number(values.articles), Number(values.edits)];
  if (!(size >= 1) || !(edits >= 1)) {
    process.stderr.write('bench:dev -- [--articles 10000] [--edits 50] [--pause MILLISECONDS]\n');
    return 2;
  }
  const work = mkdtempSync(join(tmpdir(), 'broadsheet-bench-dev-'));
  let server: ChildProcess | undefined;
  try {
    writeCorpus(work, size, 'txt', SEED);
    writeFileSync(join(work, 'site.yaml'), 'title: The Bench\nbaseUrl: https://example.org/\n');
    cpSync(join(root, 'templates'), join(work, 'templates'), { recursive: true });
    const started = performance.now();
    server = start(root, work);
    const address = await addressOf(server);
    process.stdout.write(
      `The preview of ${size} articles is up after ${seconds(performance.now() - started)}.\n`,
    );
    const revisions = new Revisions(new URL('/_broadsheet/events', address));
    await revisions.open();
    const paths = await articlePaths(address);

    const latencies: Latency[] = [];
    /** Until the event that names other files of the site than the page. */
    const rest: Promise<number>[] = [];
    // A copy is on its original's page, not on one of its own.
    const originals = [...articles(size, SEED)].filter(({ number, copyGroup }) => number === copyGroup);
    const chosen = everyNth(originals, edits);
    for (const [edit, article] of chosen.entries()) {
      const file = join(work, 'content', `${article.path}.txt`);
      const page = paths.get(article.date.slice(0, 10).replaceAll('-', '/') + slugStart(article.cleanTitle));
      // Its slug is spelt another way than the title (ø), or two pages of the day begin alike.
      if (page === undefined || page === AMBIGUOUS) continue;
      await pause(Number(values.pause));
      const word = `Correction${edit}xq`;
      const text = asText(article).replace(/\nveryGood!/, ` ${word}.\nveryGood!`);
      const path = `${page.slice(1)}index.html`;
      const saved = performance.now();
      const told = revisions.next(({ changed }) => changed === null || changed.includes(path));
      const all = revisions.next(({ changed }) => changed === null || changed.some((each) => each !== path));
      rest.push(all.then(() => performance.now() - saved));
      writeFileSync(file, text);
      await told;
      const event = performance.now() - saved;
      await until(async () => (await (await fetch(new URL(page, address))).text()).includes(word));
      latencies.push({ event, page: performance.now() - saved });
    }
    const whole = await Promise.all(rest);
    revisions.close();
    const memory = server.pid === undefined ? 0 : memoryOf(server.pid);
    process.stdout.write(summary(latencies, whole, memory));
    return latencies.length > 0 ? 0 : 1;
  } finally {
    if (server?.kill()) await once(server, 'exit');
    rmSync(work, { recursive: true, force: true });
  }
}

function start(root: string, work: string): ChildProcess {
  const flags = ['content', 'templates'].flatMap((folder) => [`--${folder}`, join(work, folder)]);
  return spawn(
    process.execPath,
    [
      join(root, 'src', 'launch.js'),
      ...['dev', '--port', '0', ...flags],
      ...['--public', join(root, 'public')],
      ...['--config', join(work, 'site.yaml')],
      ...['--out', join(work, 'dist')],
      ...['--cache', join(work, 'cache')],
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** The first address that the server prints. @throws Error where it ends before that */
async function addressOf(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const address = /https?:\/\/[^\s]+/.exec(line)?.[0];
    if (address !== undefined) {
      server.stdout!.resume();
      return address;
    }
  }
  throw new Error('The preview ended without saying where it is.');
}

/** The server's revisions as they come, by its event stream. */
class Revisions {
  readonly #url: URL;
  readonly #closing = new AbortController();
  #waiting: { readonly isIt: (notice: Notice) => boolean; readonly heard: () => void }[] = [];

  constructor(url: URL) {
    this.#url = url;
  }

  async open(): Promise<void> {
    const response = await fetch(this.#url, { signal: this.#closing.signal });
    if (response.body === null) throw new Error(`${this.#url} gives no events.`);
    void this.#listen(response.body);
    await pause(500); // long enough for the first event, which says what is there
  }

  /** Resolves with the next notice that is wanted. @throws Error where none comes */
  next(isIt: (notice: Notice) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The preview told of no change.')), PATIENCE);
      const heard = (): void => {
        clearTimeout(late);
        resolve();
      };
      this.#waiting.push({ isIt, heard });
    });
  }

  close(): void {
    this.#closing.abort();
  }

  async #listen(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let held = '';
    try {
      for await (const chunk of body) {
        const lines = (held + decoder.decode(chunk, { stream: true })).split('\n');
        held = lines.pop() ?? '';
        for (const line of lines) if (line.startsWith('data:')) this.#see(line);
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) throw error;
    }
  }

  #see(line: string): void {
    const notice = JSON.parse(line.slice('data:'.length)) as Notice;
    this.#waiting = this.#waiting.filter(({ isIt, heard }) => {
      if (!isIt(notice)) return true;
      heard();
      return false;
    });
  }
}

/** The paths of article pages by day and the first letters of the slug, as the site map gives them. */
async function articlePaths(address: string): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  const read = async (map: string): Promise<void> => {
    const xml = await (await fetch(new URL(new URL(map, address).pathname, address))).text();
    for (const [, place = ''] of xml.matchAll(/<loc>([^<]+)<\/loc>/g)) {
      const { pathname } = new URL(place, address);
      if (pathname.endsWith('.xml')) await read(pathname);
      const [, day, slug = ''] = /(\d{4}\/\d\d\/\d\d)\/([^/]+)\/$/.exec(pathname) ?? [];
      if (day === undefined) continue;
      const key = day + slugStart(slug);
      paths.set(key, paths.has(key) ? AMBIGUOUS : pathname);
    }
  };
  await read('/sitemap.xml');
  return paths;
}

const slugStart = (title: string): string =>
  title
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()
    .slice(0, 12);

/** `count` members of a list, evenly spread over it; all of a shorter one. */
function everyNth<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const started = performance.now();
  while (!(await isSo())) {
    if (performance.now() - started > PATIENCE) throw new Error('The changed page did not come.');
    await pause(2);
  }
}

function summary(latencies: readonly Latency[], whole: readonly number[], memory: number): string {
  const row = (label: string, values: readonly number[]) =>
    `| ${label} | ${[0.5, 0.95, 1].map((share) => `${quantile(values, share).toFixed(0)} ms`).join(' | ')} |`;
  return [
    `${latencies.length} edits; the preview holds ${Math.round(memory / 2 ** 20)} MiB.`,
    '',
    '| From saving the file to | p50 | p95 | most |',
    '|---|---:|---:|---:|',
    row(
      'the reload event',
      latencies.map(({ event }) => event),
    ),
    row(
      'the changed page',
      latencies.map(({ page }) => page),
    ),
    row('the rest of the site', whole),
    '',
  ].join('\n');
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
