import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build, tidy } from '../src/build.ts';
import type { Report } from '../src/report.ts';
import { openMemory } from '../src/cache/memory.ts';
import { type Preview, type PreviewOptions, preview } from '../src/dev.ts';
import { stagingFolder } from '../src/output/published.ts';
import { pullProof } from '../src/proof.ts';
import type { Upcoming } from '../src/serve/proofs.ts';
import type { Notice } from '../src/serve/state.ts';
import { optionsAt } from './options.ts';

/** A small site in a folder of its own, with a running preview. */
export interface Site {
  readonly root: string;
  readonly out: string;
  readonly url: string;
  /** Hints of the builds so far, the first one's included. */
  readonly hints: (ReadonlySet<string> | null)[];
  write(path: string, text: string): void;
  close(): Promise<void>;
}

/** An article in the form the scraper writes, with `text` for its only paragraph. */
export const scraped = (title: string, text: string): string =>
  [
    `Current:Home > News${title} -The Tidewatch`,
    title,
    'View',
    'Date:2024-03-02 09:15:00',
    text,
    'veryGood! (7)',
    'Related',
    '- Ferry runs again',
    'Ranking',
    '- Ferry runs again',
    'Recommendation',
    'Ferry runs again',
    '',
  ].join('\n');

/** The page of `scraped` articles with a one-word title. */
export const pageOf = (word: string): string => `/news/2024/03/02/${word.toLowerCase()}/`;

/**
 * Starts a preview of a new site.
 *
 * @param remembers Whether builds go on from what the last one knows and proofs are pulled, as the command does; otherwise
 *   each build is one of its own.
 * @param more What else is otherwise.
 * @param mayPrint Waited for by every build, when what it has planned is shown.
 * @param articles How many more there are than two, a month apart.
 */
export async function openSite(
  remembers = false,
  more: Partial<PreviewOptions<Report>> = {},
  mayPrint: () => Promise<void> = () => Promise.resolve(),
  articles = 0,
): Promise<Site> {
  const root = mkdtempSync(join(tmpdir(), 'broadsheet-dev-'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put('content/one.txt', scraped('Lighthouse', 'The lamp was lit at dusk on Tuesday.'));
  put('content/2024/two.txt', scraped('Harbour', 'The gates were shut at noon on Tuesday.'));
  for (let n = 0; n < articles; n++) {
    const date = `${2020 - Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
    const text = scraped(`Report ${n} of the harbour board`, 'It met on Tuesday and spoke of the tide.');
    put(`content/board/${n}.txt`, text.replace('2024-03', date));
  }
  put('site.yaml', 'title: The Tidewatch\n');
  put('public/note.txt', 'a note\n');
  cpSync('templates', join(root, 'built-in'), { recursive: true });
  const cache = join(root, 'cache');
  const shown = (name: string) => join(root, name);
  const templates = ['built-in', 'templates'].map((name) => ({ folder: shown(name), shownAs: shown(name) }));
  const options = optionsAt(root, { cache, templates }, shown);
  const { out } = options;
  const memory = openMemory(cache, options.generator);
  const hints: (ReadonlySet<string> | null)[] = [];
  const running: Preview = await preview({
    build: ({ rang, ...asked }) => {
      hints.push(rang);
      const { onPlanned } = asked;
      const held = { ...asked, onPlanned: (upcoming: Upcoming) => onPlanned(upcoming).then(mayPrint) };
      return remembers ? build({ ...options, ...held }, memory, rang) : build(options);
    },
    pullProof: (file) => (remembers ? pullProof(file, options, memory) : Promise.resolve(null)),
    out,
    watch: ['content', 'built-in', 'templates', 'public', 'site.yaml'].map((name) => join(root, name)),
    except: [out, stagingFolder(out), cache],
    poll: false,
    host: '127.0.0.1',
    port: 0,
    mayMove: false,
    client: readFileSync(resolve('src/serve/client.js'), 'utf8'),
    onBuilt: () => undefined,
    onBroken: (failure) => {
      throw failure;
    },
    onRest: (isOvertaken) => (remembers ? tidy(options, memory, isOvertaken) : Promise.resolve()),
    ...more,
  });
  return {
    root,
    out,
    url: running.url.slice(0, -1),
    hints,
    write: put,
    async close() {
      await running.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The preview's event stream, read as a page would. */
export class Events {
  readonly #closing = new AbortController();
  readonly #notices: Notice[] = [];
  #wake: () => void = () => undefined;

  /** Connects, as a page that knows the revision `since`. */
  static async open(url: string, since: string | null = null): Promise<Events> {
    const events = new Events();
    const query = since === null ? '' : `?since=${since}`;
    const response = await fetch(`${url}/_broadsheet/events${query}`, { signal: events.#closing.signal });
    void events.#listen(response.body!).catch(() => undefined);
    return events;
  }

  /** The next notice that is as wanted; those before it are passed over. The test's time limit ends the wait. */
  async next(isWanted: (notice: Notice) => boolean = () => true): Promise<Notice> {
    for (;;) {
      const notice = this.#notices.shift();
      if (notice === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else if (isWanted(notice)) return notice;
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #listen(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let held = '';
    for await (const chunk of body) {
      const lines = (held + decoder.decode(chunk, { stream: true })).split('\n');
      held = lines.pop()!;
      for (const line of lines) {
        if (!line.startsWith('data: ')) continue;
        this.#notices.push(JSON.parse(line.slice('data: '.length)) as Notice);
        this.#wake();
      }
    }
  }
}
