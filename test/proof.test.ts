import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build, tidy } from '../src/build.ts';
import { openMemory } from '../src/cache/memory.ts';
import { pullProof } from '../src/proof.ts';
import { TestSite } from './engine/site.ts';
import type { Notice } from '../src/serve/state.ts';
import { Events, openSite, pageOf, scraped, type Site } from './preview.ts';

const archive = new TestSite();
afterAll(() => archive.dispose());
const { root } = archive;
const options = archive.options('dist');
const memory = openMemory(null, 'test');
const file = (name: string): string => join(root, 'content', `${name}.txt`);
const page = (word: string): string => join(options.out, pageOf(word), 'index.html');

/** A page with a text of several lines, and related headlines. */
function story(title: string, lines: readonly string[], related: readonly string[]): string {
  return scraped(title, lines.join('\n')).replace(
    '- Ferry runs again\n',
    related.map((each) => `- ${each}\n`).join(''),
  );
}

const LINES = [
  'The lamp was lit at dusk on Tuesday, and the keeper said that it would stay so.',
  'MORE: Harbour',
  'The *gates* were shut & the <tide> went out.',
  'Tidewatch reporter Ines Mar contributed to this story.',
  'A boat lies in the harbour on Monday. (Jo Reed/Tidewatch)',
  'Ferry runs again',
];

beforeAll(async () => {
  mkdirSync(join(root, 'content'));
  const texts = {
    Lighthouse: LINES[0]!,
    Harbour: 'Dredgers came back on Friday after a week of repairs to the northern wall.',
    Buoy: 'Divers found an old anchor chain beneath it, heavier than anything in the museum.',
  };
  for (const [word, text] of Object.entries(texts))
    writeFileSync(file(word), story(word, [text], Object.keys(texts)));
  await build(options, memory, null);
});

describe('a proof', () => {
  test('is the page that the next build makes, whatever was written into the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 5 }),
        fc.shuffledSubarray(['Harbour', 'Buoy', 'Lighthouse'], { minLength: 3 }),
        async (lines, related) => {
          const text = story('Lighthouse', lines, related);
          writeFileSync(file('Lighthouse'), text);
          const proof = await pullProof(file('Lighthouse'), options, memory);
          const report = await build(options, memory, new Set([file('Lighthouse')]));
          expect(report.published).toBe(true);
          expect(proof?.page).toBe(readFileSync(page('Lighthouse'), 'utf8'));
          expect(join(options.out, proof!.path)).toBe(page('Lighthouse'));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('leaves what is published as it is', async () => {
    const before = readFileSync(page('Buoy'), 'utf8');
    writeFileSync(file('Buoy'), story('Buoy', ['It drifted to the east.'], ['Harbour']));
    const proof = await pullProof(file('Buoy'), options, memory);
    expect(proof?.page).toContain('It drifted to the east.');
    expect(readFileSync(page('Buoy'), 'utf8')).toBe(before);
  });

  const moved: readonly [string, (text: string) => string | null][] = [
    ['another title', (text) => text.replaceAll('Harbour', 'Quay')],
    ['another date', (text) => text.replace('2024-03-02', '2024-03-09')],
    ['another section', (text) => text.replace('> News', '> Sport')],
    ['no article any more', () => ''],
  ];
  test.each(moved)('is not pulled of a page that moves: %s', async (_, edit) => {
    const original = readFileSync(file('Harbour'), 'utf8');
    writeFileSync(file('Harbour'), edit(original) ?? '');
    expect(await pullProof(file('Harbour'), options, memory)).toBeNull();
    writeFileSync(file('Harbour'), original);
  });

  test('is not pulled of what the edition does not have', async () => {
    writeFileSync(file('New'), story('New', [LINES[0]!], []));
    expect(await pullProof(file('New'), options, memory)).toBeNull();
    expect(await pullProof(file('Nowhere'), options, memory)).toBeNull();
    expect(await pullProof(join(root, 'site.yaml'), options, memory)).toBeNull();
    expect(await pullProof(file('Buoy'), options, openMemory(null, 'test'))).toBeNull();
    rmSync(file('New'));
  });
});

describe('the preview', () => {
  let site: Site;
  let events: Events;
  beforeAll(async () => {
    site = await openSite(true);
    events = await Events.open(site.url);
    await events.next();
  });
  afterAll(async () => {
    events.close();
    await site.close();
  });
  const pathOf = (word: string): string => `${pageOf(word).slice(1)}index.html`;
  const published = (word: string): string => readFileSync(join(site.out, pathOf(word)), 'utf8');

  test('shows a proof first, then the site, and the page once', async () => {
    site.write('content/one.txt', scraped('Lighthouse', 'The lamp failed at dawn.'));
    const first = await events.next(({ changed }) => changed !== null && changed.length > 0);
    expect(first.changed).toEqual([pathOf('Lighthouse')]);
    expect(await (await fetch(site.url + pageOf('Lighthouse'))).text()).toContain('The lamp failed at dawn.');
    const then = await events.next(({ changed }) => changed !== null && changed.length > 0);
    expect(then.changed).toContain('index.html');
    expect(then.changed).not.toContain(pathOf('Lighthouse'));
    expect(published('Lighthouse')).toContain('The lamp failed at dawn.');
  });

  test('shows another page than its proof again', async () => {
    // A line that is the title of another article becomes a cross-link, which only the archive can tell.
    site.write('content/four.txt', scraped('The long road to the northern quay', 'Carts came at noon.'));
    await events.next(({ changed }) => changed?.includes('index.html') === true);
    site.write(
      'content/one.txt',
      scraped('Lighthouse', 'The lamp was lit.\nThe long road to the northern quay\nIt burned all night.'),
    );
    const first = await events.next(({ changed }) => changed?.includes(pathOf('Lighthouse')) === true);
    expect(first.changed).toEqual([pathOf('Lighthouse')]);
    await events.next(({ changed }) => changed?.includes(pathOf('Lighthouse')) === true);
    expect(published('Lighthouse')).toMatch(/<a [^>]*>The long road to the northern quay/);
    expect(await (await fetch(site.url + pageOf('Lighthouse'))).text()).toMatch(
      /<a [^>]*>The long road to the/,
    );
  });

  test('shows the last good page again where the build refuses what the proof showed', async () => {
    site.write('site.yaml', 'title: The Tidewatch\nperPage: [1\n');
    await events.next(({ problems }) => problems.length > 0);
    const before = published('Harbour');
    site.write('content/2024/two.txt', scraped('Harbour', 'Seen before it is in print.'));
    await events.next(({ changed }) => changed?.includes(pathOf('Harbour')) === true);
    await events.next(({ changed }) => changed?.includes(pathOf('Harbour')) === true);
    expect(published('Harbour')).toBe(before);
    expect(await (await fetch(site.url + pageOf('Harbour'))).text()).not.toContain('before it is in print');
    site.write('site.yaml', 'title: The Tidewatch\n');
    await events.next(({ problems }) => problems.length === 0);
    expect(published('Harbour')).toContain('Seen before it is in print.');
  });
});

describe('a build that prints much', () => {
  let site: Site;
  let events: Events;
  /** What every build waits for before it prints. */
  let mayPrint: Promise<void> = Promise.resolve();
  let print: () => void = () => {};
  const hold = (): void => {
    mayPrint = new Promise((resolve) => (print = resolve));
  };
  beforeAll(async () => {
    site = await openSite(true, {}, () => mayPrint, 60);
    events = await Events.open(site.url);
    await events.next();
  });
  afterAll(async () => {
    events.close();
    await site.close();
  });
  const path = `${pageOf('Harbour').slice(1)}index.html`;
  const served = async (address = pageOf('Harbour')): Promise<string> =>
    (await fetch(site.url + address)).text();
  const published = (): string => readFileSync(join(site.out, path), 'utf8');
  const names = ({ changed }: Notice): boolean => changed === null || changed.includes(path);
  const mark = (text: string): void => site.write('templates/partials/date.hbs', `<i>${text}</i>\n`);
  /** Resolves when the published page of an article has a text. */
  const has = async (text: string, file = path): Promise<void> => {
    while (!readFileSync(join(site.out, file), 'utf8').includes(text))
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const revisionIn = (html: string): string | undefined => /data-revision="([^"]+)"/.exec(html)?.[1];

  test('is seen before it is printed, and not told again', async () => {
    hold();
    mark('another date');
    site.write('templates/assets/style.css', 'p { color: red }\n');
    site.write('content/new.txt', scraped('Buoy', 'It drifted to the east.'));
    await events.next(names);
    const early = await served();
    expect(early).toContain('another date');
    expect(await served(pageOf('Buoy'))).toContain('It drifted to the east.');
    const stylesheet = /assets\/style-\w+\.css/.exec(early)![0];
    expect(await served(`/${stylesheet}`)).toContain('color');
    expect(published()).not.toContain('another date');
    expect((await fetch(`${site.url}/feed.xml`)).headers.get('content-type')).toContain('xml');
    expect((await fetch(`${site.url}${pageOf('Nowhere')}`)).status).toBe(404);
    print();
    await has('another date');
    site.write('content/one.txt', scraped('Lighthouse', 'So that something is told.'));
    await events.next(({ changed }) => changed?.some((each) => each.includes('lighthouse')) === true);
    await has('So that something is told.', `${pageOf('Lighthouse').slice(1)}index.html`);
    const late = await served();
    expect(late.replace(/data-revision="[^"]+"/, '')).toBe(early.replace(/data-revision="[^"]+"/, ''));
    const since = await Events.open(site.url, revisionIn(early));
    expect(names(await since.next())).toBe(false);
    since.close();
  });

  test('is taken back where it is not published', async () => {
    const before = published();
    hold();
    const colophon = '{{#if (eq page.kind "month")}}{{month.nowhere}}{{/if}}never seen again';
    site.write('templates/partials/colophon.hbs', colophon);
    await events.next(names);
    expect(await served()).toContain('never seen again');
    print();
    const { problems } = await events.next(names);
    expect(problems.map(({ rule }) => rule)).toEqual(['template-failed']);
    expect(published()).toBe(before);
    expect(await served()).not.toContain('never seen again');
    site.write('templates/partials/colophon.hbs', 'mended');
    await events.next((notice) => notice.problems.length === 0);
    await has('mended');
  });

  test('is given up for the next one, which has what changed for both', async () => {
    hold();
    mark('a first thought');
    await events.next(names);
    expect(await served()).toContain('a first thought');
    site.write('content/one.txt', scraped('Lighthouse', 'The lamp was out all night.'));
    const asked = site.hints.length;
    print();
    hold();
    while (site.hints.length === asked) await new Promise((resolve) => setTimeout(resolve, 20));
    expect([...site.hints.at(-1)!].map((each) => each.slice(site.root.length))).toEqual(
      expect.arrayContaining(['/content/one.txt', '/templates/partials/date.hbs']),
    );
    expect(published()).not.toContain('a first thought');
    expect(await served()).toContain('a first thought');
    print();
    await has('a first thought');
    expect(await served(pageOf('Lighthouse'))).toContain('out all night');
  });
});

test('a preview that found its site published can show proofs after a rest', async () => {
  // By this clock no file is young, so that the second build has nothing to look into.
  const cached = { ...options, cache: join(root, 'cache'), clock: () => Date.now() + 10_000 };
  await build(cached, openMemory(cached.cache, 'test'));
  const later = openMemory(cached.cache, 'test');
  const report = await build(cached, later);
  expect(report.read).toBe(0);
  expect(await pullProof(file('Buoy'), cached, later)).toBeNull();
  await tidy(cached, later);
  writeFileSync(file('Buoy'), story('Buoy', ['It came back with the tide.'], ['Harbour']));
  const proof = await pullProof(file('Buoy'), cached, later);
  expect(proof?.page).toContain('It came back with the tide.');
  await build(cached, later, new Set([file('Buoy')]));
  expect(readFileSync(page('Buoy'), 'utf8')).toBe(proof!.page);
});
