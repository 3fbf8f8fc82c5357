import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { prepareToRead, readArticle } from '../articles/read.ts';
import type { Body, Source } from '../articles/types.ts';
import type { Digest, Html, SourcePath } from '../base/brand.ts';
import { type Problem, problem } from '../base/problem.ts';
import { prepareToRender, render, renderBody } from '../render/render.ts';
import { loadTemplates, type Templates } from '../render/templates.ts';
import { type Delivery, DirectDelivery } from './delivery.ts';
import { digestOfSource, fetchSource } from './source.ts';
import { Spool } from './spool.ts';
import {
  type Press,
  type Printed,
  type PrintOrder,
  type ReadOrder,
  type ReadResult,
  type Remembered,
  type Setup,
  WORDS_END,
} from './types.ts';

/** Files whose results are handed on together. */
const FILES = 512;

/** Pages that are printed before what else this thread has to do, a page to serve, has its turn. */
const TURN = 50;

/** The press that works in this thread. Each worker has one. */
export class HandPress implements Press {
  readonly #setup: Setup;
  /** Null where nothing will be printed. */
  readonly #bodies: Spool | null;
  readonly #loaded: () => Templates;
  #templates: Templates | null = null;

  /** @param loaded The templates of the setup, where they are loaded already. */
  constructor(setup: Setup, loaded: () => Templates = () => loadTemplates(setup.templates)) {
    this.#setup = setup;
    this.#bodies = setup.spool === null ? null : new Spool(setup.spool);
    this.#loaded = loaded;
  }

  /** Loads the code that working on these sources needs, before the first of them is read or printed. */
  async prepare(sources: readonly SourcePath[]): Promise<void> {
    await prepareToRead(sources);
    if (this.#setup.sidecars.size > 0) await prepareToRead(['.yaml']);
    await prepareToRender(sources);
  }

  async read(orders: readonly ReadOrder[], take: (result: ReadResult) => void): Promise<void> {
    await this.prepare(orders.map(({ path }) => path));
    for (let from = 0; from < orders.length; from += FILES) {
      await turn();
      take(this.readAll(orders.slice(from, from + FILES)));
    }
  }

  async print(
    orders: Iterable<PrintOrder>,
    folder: string,
    progress: (done: number) => Promise<void>,
    delivery: Delivery = new DirectDelivery(folder),
  ): Promise<readonly Printed[]> {
    const failed: Printed[] = [];
    let done = 0;
    for (const order of orders) {
      if (done++ % TURN === 0) {
        await turn();
        await progress(done);
      }
      const text = await this.pull(order);
      const { path, published } = order;
      if (typeof text !== 'string') failed.push({ path, digest: null, written: null, problem: text });
      else await delivery.take(path, text, published);
    }
    return [...failed, ...(await delivery.arrived())];
  }

  async close(): Promise<void> {
    this.#bodies?.close();
  }

  /** @param fetched The bytes of the how-manieth file, where somebody has read it already. */
  readAll(orders: readonly ReadOrder[], fetched: (n: number) => Uint8Array | null = () => null): ReadResult {
    const { content, options } = this.#setup;
    const parsed: [SourcePath, Remembered][] = [];
    const same: SourcePath[] = [];
    const unreadable: [SourcePath, Problem][] = [];
    const indexed: string[] = [];
    for (const [n, { path, remembered }] of orders.entries()) {
      const file = `${content.shownAs}/${path}`;
      let source: Source;
      try {
        source = this.#source(path, fetched(n));
      } catch (failure) {
        unreadable.push([path, cannotRead(file, failure)]);
        continue;
      }
      const digest = digestOfSource(source);
      if (digest === remembered) {
        same.push(path);
        continue;
      }
      const { article, body, words, problems } = readArticle(source, options);
      indexed.push(words);
      parsed.push([path, { bytes: digest, article, problems }]);
      if (article !== null) this.#bodies?.put(article.digest, JSON.stringify(body.root));
    }
    return { parsed, same, words: indexed.join(WORDS_END), unreadable, packed: null };
  }

  /** The text of a page, or why there is none; it is put nowhere. */
  async pull({ kind, view, bodies: wanted, words }: PrintOrder): Promise<string | Problem> {
    await this.prepare(wanted.map(({ source }) => source));
    const bodies: Html[] = [];
    for (const each of wanted) {
      const body = this.#body(each.source, each.article);
      if (body === null) return changedMeanwhile(`${this.#setup.content.shownAs}/${each.source}`);
      bodies.push(renderBody(body, each, view.page.root));
    }
    this.#templates ??= this.#loaded();
    return render(kind, view, bodies, this.#templates, words);
  }

  /** Where a source lies on disk. */
  fileOf(path: SourcePath): string {
    return join(this.#setup.content.folder, path);
  }

  #source(path: SourcePath, fetched: Uint8Array | null = null): Source {
    return fetchSource(path, this.#setup.content, this.#setup.sidecars, fetched);
  }

  /** The body of an article as it was when it was linked; null where the file is another by now. */
  #body(source: SourcePath, article: Digest): Pick<Body, 'root'> | null {
    const known = this.#bodies?.get(article) ?? null;
    // As JSON, which mdast trees are by nature (https://github.com/syntax-tree/unist).
    if (known !== null) return { root: JSON.parse(known.toString('utf8')) as Body['root'] };
    try {
      const reading = readArticle(this.#source(source), this.#setup.options);
      return reading.article?.digest === article ? reading.body : null;
    } catch {
      return null;
    }
  }
}

function cannotRead(file: string, failure: unknown): Problem {
  const code = (failure as NodeJS.ErrnoException).code ?? String(failure);
  return problem('error', 'source-unreadable', file, `This file cannot be read (${code}).`, {
    hint: 'Check that it exists and that you may read it.',
  });
}

function changedMeanwhile(file: string): Problem {
  return problem('error', 'source-changed', file, 'This file changed while the site was being built.', {
    hint: 'Build again.',
  });
}
