import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problem } from '../src/base/problem.ts';
import { NOTHING_DONE, type Report } from '../src/report.ts';
import type { Notice } from '../src/serve/state.ts';
import { Events, openSite, pageOf, type Site, scraped } from './preview.ts';

const TAG =
  /<script src="\/_broadsheet\/client\.js" data-revision="[\w-]+" data-page="[^"]*" defer><\/script>/;

let site: Site;
let events: Events;
beforeAll(async () => {
  site = await openSite();
  events = await Events.open(site.url);
  await events.next();
});
afterAll(async () => {
  events.close();
  await site.close();
});

const textAt = async (path: string): Promise<string> => (await fetch(site.url + path)).text();
const isWell = ({ problems }: Notice): boolean => problems.length === 0;

/** A request whose address is sent as it is; `fetch` would tidy it first. */
async function raw(
  path: string,
  options: { method?: string; host?: string } = {},
): Promise<{ status: number; location: string | undefined; body: string }> {
  const { hostname, port } = new URL(site.url);
  const headers = options.host === undefined ? {} : { Host: options.host };
  const sent = request({ hostname, port, path, method: options.method ?? 'GET', headers, agent: false });
  sent.end();
  const [response] = await once(sent, 'response');
  let body = '';
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, location: response.headers.location, body };
}

/** Changes files until the site shows it: what matters is that the change arrives, not by which event. */
async function shows(path: string, wanted: string): Promise<void> {
  while (!(await textAt(path)).includes(wanted)) await events.next();
}

describe('what is served', () => {
  test('every file of the output, byte for byte, less the reload tag', async () => {
    const files = readdirSync(site.out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(site.out, join(entry.parentPath, entry.name)).split(sep).join('/'));
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const response = await fetch(`${site.url}/${file.split('/').map(encodeURIComponent).join('/')}`);
      const served = Buffer.from(await response.arrayBuffer()).toString('latin1');
      expect(response.status, file).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(served.replace(TAG, ''), file).toBe(readFileSync(join(site.out, file), 'latin1'));
      expect(TAG.test(served), file).toBe(file.endsWith('.html'));
    }
  });

  test('a folder is its index, and its address ends in a slash', async () => {
    const page = pageOf('Lighthouse');
    expect(await textAt(page)).toContain('The lamp was lit at dusk');
    expect(await raw(`${page.slice(0, -1)}?a=b`)).toMatchObject({ status: 301, location: `${page}?a=b` });
    expect((await fetch(site.url + page)).headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await raw('/note.txt/')).status).toBe(404);
  });

  test('HEAD sends the same headers and no body; other methods are refused', async () => {
    const get = await fetch(site.url + pageOf('Harbour'));
    const head = await fetch(site.url + pageOf('Harbour'), { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    expect(await head.text()).toBe('');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await raw('/', { method })).status).toBe(405);
  });

  test('nothing outside the output', async () => {
    writeFileSync(join(site.root, 'secret.txt'), 'secret');
    symlinkSync(join(site.root, 'secret.txt'), join(site.out, 'link.txt'));
    symlinkSync(site.root, join(site.out, 'up'));
    const attempts = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/news/..%5c..%5csecret.txt',
      '/..\\secret.txt',
      '//secret.txt',
      '/.//../secret.txt',
      '/link.txt',
      '/up/secret.txt',
      '/up',
      '/%00',
      '/%ff',
      '/%',
      `/${'a'.repeat(5000)}`,
      `${site.url}/../secret.txt`,
      '/_broadsheet/../secret.txt',
      '/_broadsheet/%2e%2e/secret.txt',
      '*',
    ];
    for (const attempt of attempts) {
      const { status, body } = await raw(attempt);
      expect([400, 404], attempt).toContain(status);
      expect(body, attempt).not.toContain('secret');
    }
    rmSync(join(site.out, 'link.txt'));
    rmSync(join(site.out, 'up'));
  });

  test('only to who calls it by a name of this machine', async () => {
    const { port } = new URL(site.url);
    for (const host of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, '[::1]:1', 'paper.localhost'])
      expect((await raw('/', { host })).status, host).toBe(200);
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '192.168.0.7'])
      expect((await raw('/', { host })).status, host).not.toBe(200);
    expect((await fetch(site.url)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('what is told', () => {
  test('an edit: a new revision with the page among the changed', async () => {
    const before = TAG.exec(await textAt('/'))?.[0];
    const asked = site.hints.length;
    site.write('content/one.txt', scraped('Lighthouse', 'The lamp failed at dawn on Wednesday.'));
    const notice = await events.next(({ changed }) => changed !== null && changed.length > 0);
    expect(notice.changed).toContain(`${pageOf('Lighthouse').slice(1)}index.html`);
    expect(notice.changed).not.toContain(`${pageOf('Harbour').slice(1)}index.html`);
    expect(await textAt(pageOf('Lighthouse'))).toContain('The lamp failed at dawn');
    expect(TAG.exec(await textAt('/'))?.[0]).not.toBe(before);
    expect([...site.hints.slice(asked)].flatMap((hint) => [...(hint ?? [])])).toContain(
      join(site.root, 'content/one.txt'),
    );
  });

  test('a page that was away: all that changed since; one of an older preview: everything', async () => {
    const away = /data-revision="([\w-]+)"/.exec(await textAt('/'))![1]!;
    site.write('content/one.txt', scraped('Lighthouse', 'First change while away.'));
    await shows(pageOf('Lighthouse'), 'First change');
    site.write('content/2024/two.txt', scraped('Harbour', 'Second change while away.'));
    await shows(pageOf('Harbour'), 'Second change');
    const changedFor = async (since: string | null): Promise<readonly string[] | null> => {
      const stream = await Events.open(site.url, since);
      const { changed } = await stream.next();
      stream.close();
      return changed;
    };
    const pages = [pageOf('Lighthouse'), pageOf('Harbour')].map((page) => `${page.slice(1)}index.html`);
    expect(await changedFor(away)).toEqual(expect.arrayContaining(pages));
    expect(await changedFor('0123456789ab-3')).toBeNull();
    expect(await changedFor('nonsense')).toBeNull();
    expect(await changedFor(null)).toBeNull();
  });

  test('a problem: its place, its lines; the last good site stays; mended, it is gone', async () => {
    const good = await textAt('/');
    site.write('site.yaml', 'title: The Tidewatch\nperPage: [1\n');
    const { problems, problemCount } = await events.next((notice) => !isWell(notice));
    expect(problemCount).toBe(problems.length);
    expect(problems[0]!.file).toBe(join(site.root, 'site.yaml'));
    expect(problems[0]!.excerpt).toContainEqual({ number: 2, text: 'perPage: [1' });
    expect((await textAt('/')).replace(TAG, '')).toBe(good.replace(TAG, ''));

    site.write('site.yaml', 'title: The Ebbwatch\n');
    await events.next(isWell);
    expect(await textAt('/')).toContain('The Ebbwatch');
  });

  test('a template that is wrong, in a folder that was not there at the start', async () => {
    site.write('templates/article.hbs', '<p>\n{{#if page.title}\n');
    const { problems } = await events.next((notice) => !isWell(notice));
    expect(problems[0]!.file).toBe(join(site.root, 'templates/article.hbs'));
    rmSync(join(site.root, 'templates'), { recursive: true });
    await events.next(isWell);
  });

  test('no lines of a file outside what is watched', async () => {
    writeFileSync(join(site.root, 'secret.txt'), 'secret');
    symlinkSync(join(site.root, 'secret.txt'), join(site.root, 'public/out.txt'));
    const { problems } = await events.next((notice) => !isWell(notice));
    expect(problems[0]!.file).toBe(join(site.root, 'public/out.txt'));
    expect(problems[0]!.excerpt).toEqual([]);
    rmSync(join(site.root, 'public/out.txt'));
    await events.next(isWell);
  });
});

describe('what it survives', () => {
  test('an editor that writes beside the file and renames over it', async () => {
    site.write('content/.one.txt.swp', scraped('Lighthouse', 'Saved in one step.'));
    renameSync(join(site.root, 'content/.one.txt.swp'), join(site.root, 'content/one.txt'));
    await shows(pageOf('Lighthouse'), 'Saved in one step.');
  });

  test('a file that arrives in pieces', async () => {
    const text = scraped('Lighthouse', 'All of it is here.');
    for (let length = 40; length < text.length; length += 40) {
      site.write('content/one.txt', text.slice(0, length));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    site.write('content/one.txt', text);
    await shows(pageOf('Lighthouse'), 'All of it is here.');
  });

  test('a new folder with folders in it; a rename; a deletion', async () => {
    site.write('content/a/b/c/three.txt', scraped('Buoy', 'It drifted.'));
    await shows(pageOf('Buoy'), 'It drifted.');
    site.write('content/a/b/c/three.txt', scraped('Buoy', 'It was found.'));
    await shows(pageOf('Buoy'), 'It was found.');
    renameSync(join(site.root, 'content/a/b'), join(site.root, 'content/a/d'));
    site.write('content/a/d/c/three.txt', scraped('Buoy', 'It was moored.'));
    await shows(pageOf('Buoy'), 'It was moored.');
    rmSync(join(site.root, 'content/a'), { recursive: true });
    while ((await fetch(site.url + pageOf('Buoy'))).status !== 404) await events.next();
  });

  test('a folder removed and made again, at once and later', async () => {
    for (const [round, folder] of ['content/2024', 'content', 'content'].entries()) {
      const kept = join(site.root, 'kept');
      cpSync(join(site.root, folder), kept, { recursive: true });
      rmSync(join(site.root, folder), { recursive: true });
      if (round === 2) await events.next();
      cpSync(kept, join(site.root, folder), { recursive: true });
      rmSync(kept, { recursive: true });
      site.write('content/2024/two.txt', scraped('Harbour', `Made again, round ${round}.`));
      await shows(pageOf('Harbour'), `Made again, round ${round}.`);
      site.write('content/2024/two.txt', scraped('Harbour', `Edited after round ${round}.`));
      await shows(pageOf('Harbour'), `Edited after round ${round}.`);
    }
  });

  test('another branch swapped in: few builds, and the last state shown', async () => {
    const asked = site.hints.length;
    for (let number = 0; number < 50; number += 1)
      site.write(`content/branch/${number}.txt`, scraped(`Signal${number}`, `Flag ${number}.`));
    await shows(pageOf('Signal49'), 'Flag 49.');
    await shows(pageOf('Signal0'), 'Flag 0.');
    expect(site.hints.length - asked).toBeLessThan(6);
    rmSync(join(site.root, 'content/branch'), { recursive: true });
    while ((await fetch(site.url + pageOf('Signal49'))).status !== 404) await events.next();
  });

  test('a failure while it rests, which is told', async () => {
    const told: unknown[] = [];
    let rested = (): void => undefined;
    const rest = new Promise<void>((resolve) => {
      rested = resolve;
    });
    const failing = await openSite(false, {
      onRest: () => {
        rested();
        return Promise.reject(new Error('no room for the memory'));
      },
      onBroken: (failure) => told.push(failure),
    });
    const heard = await Events.open(failing.url);
    try {
      await heard.next();
      await rest;
      failing.write('content/after.txt', scraped('Capstan', 'The rope was wound at six on Friday.'));
      while ((await fetch(failing.url + pageOf('Capstan'))).status !== 200) await heard.next();
      expect(told).toContainEqual(new Error('no room for the memory'));
    } finally {
      heard.close();
      await failing.close();
    }
  });

  test('a build that an edit has overtaken, by another one; told when it happens again and again', async () => {
    const why = problem('error', 'source-changed', 'content/one.txt', 'This file changed.');
    const overtaken: Report = { ...NOTHING_DONE, problems: [why], published: false };
    const reports = [overtaken, NOTHING_DONE, overtaken, overtaken, NOTHING_DONE];
    const told: boolean[] = [];
    let allTold = (): void => undefined;
    const end = new Promise<void>((resolve) => {
      allTold = resolve;
    });
    const busy = await openSite(false, {
      build: () => Promise.resolve(reports.shift() ?? NOTHING_DONE),
      onBuilt: ({ published }) => {
        told.push(published);
        if (told.length === 1) busy.write('public/note.txt', 'another note');
        if (told.length === 3) allTold();
        else if (told.length === 2) busy.write('public/note.txt', 'one more');
      },
    });
    try {
      await end;
      expect(told).toEqual([true, false, true]);
    } finally {
      await busy.close();
    }
  });

  test('static files and built-in templates, like articles', async () => {
    site.write('public/deep/er/note.txt', 'deep');
    while ((await textAt('/deep/er/note.txt')) !== 'deep') await events.next();
    rmSync(join(site.root, 'public'), { recursive: true });
    while ((await fetch(`${site.url}/note.txt`)).status !== 404) await events.next();
    mkdirSync(join(site.root, 'public'));
    site.write('public/note.txt', 'again');
    while ((await textAt('/note.txt')) !== 'again') await events.next();
  });
});

/** The command, serving the site's files into a folder of its own. */
function spawnDev() {
  const flags = ['content', 'built-in', 'public'].map((name) => join(site.root, name));
  return spawn(
    process.execPath,
    [
      ...['src/launch.js', 'dev', '--port', '0', '--config', join(site.root, 'site.yaml')],
      ...['--content', flags[0]!, '--templates', flags[1]!, '--public', flags[2]!],
      ...['--out', join(site.root, 'other'), '--cache', join(site.root, 'other-cache')],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** Reads lines until one is as wanted. */
async function lineLike(lines: AsyncIterator<string>, wanted: RegExp): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`no line like ${wanted}`);
    if (wanted.test(value)) return value;
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the command at once, with open pages', async (signal) => {
  const server = spawnDev();
  server.stderr.resume();
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await lineLike(lines, /http:/))![0];
  server.stdout.resume();
  const open = await Events.open(url);
  await open.next();
  const ended = once(server, 'exit');
  server.kill(signal);
  expect(await ended).toEqual([0, null]);
  open.close();
});

test('the command tells a problem once, and counts it as long as it lasts', async () => {
  site.write('content/plan.pdf', 'no article');
  const server = spawnDev();
  let told = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  expect(await lineLike(lines, /warning/)).toBe('1 warning.');
  await lineLike(lines, /Serving/);
  site.write('content/one.txt', scraped('Lighthouse', 'The lamp was seen from afar.'));
  expect(await lineLike(lines, /warning/)).toBe('1 warning (1 told before).');
  expect(told.match(/plan\.pdf/g)).toHaveLength(1);
  const ended = once(server, 'exit');
  server.kill();
  await ended;
  rmSync(join(site.root, 'content/plan.pdf'));
});

test('a wrong port is a wrong command line', async () => {
  const server = spawn(process.execPath, ['src/launch.js', 'dev', '--port', '70000'], { stdio: 'ignore' });
  expect((await once(server, 'exit'))[0]).toBe(2);
});
