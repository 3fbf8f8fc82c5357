import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scraped, TestSite, tree } from './engine/site.ts';

const LAUNCHER = resolve('src/launch.js');

let site: TestSite;
beforeEach(() => {
  site = new TestSite();
});
afterEach(() => {
  site.dispose();
});

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user does, in the site's folder. */
function broadsheet(...args: string[]): Run {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd: site.root,
    env,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 28,
  });
  expect(stdout + stderr, 'a stack trace').not.toMatch(/\n {4}at .+:\d+:\d+/);
  return { code: status, stdout, stderr };
}

/** Bytes and times of every file of the site. */
function state(): ReadonlyMap<string, string> {
  return new Map(
    [...tree(join(site.root, 'dist'))].map(([path, bytes]) => [
      path,
      `${statSync(join(site.root, 'dist', path)).mtimeMs} ${bytes}`,
    ]),
  );
}

const exists = (path: string): boolean => existsSync(join(site.root, path));
const HERRING = scraped({ title: 'Herring return to the bay', section: 'Science' });
const FERRY = scraped({ title: 'Ferry late again', related: ['Herring return to the bay'] });

describe('build', () => {
  test('makes the site, and the second time renders and writes nothing and says so', () => {
    site.write('content/herring.txt', HERRING);
    const first = broadsheet('build');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^1 article, \d+ pages: 1 read, \d+ rendered, \d+ written, 0 deleted\.\n/);
    expect(site.read('dist/science/2025/03/01/herring-return-to-the-bay/index.html')).toContain('Herring');
    const before = state();
    const second = broadsheet('build');
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('nothing rendered, nothing written');
    expect(state()).toEqual(before);
  });

  test('--json prints a report of the agreed fields and nothing else', () => {
    site.write('content/herring.txt', HERRING);
    site.write('site.yaml', 'titel: The Courier\n');
    const report = JSON.parse(broadsheet('build', '--json').stdout);
    expect(Object.keys(report)).toEqual([
      'articles',
      'pages',
      'read',
      'rendered',
      'written',
      'deleted',
      'unchanged',
      'changed',
      'problems',
    ]);
    expect(report).toMatchObject({ articles: 1, read: 1, deleted: 0, unchanged: 0 });
    expect(report.rendered).toBe(report.pages);
    expect(report.changed).toEqual(
      [...tree(join(site.root, 'dist')).keys()].filter((path) => path !== '.broadsheet'),
    );
    expect(report.written).toBe(report.changed.length);
    expect(report.problems).toEqual([
      {
        file: 'site.yaml',
        line: 1,
        column: 1,
        severity: 'warning',
        rule: 'config-unknown-key',
        reason: expect.stringContaining('titel'),
        hint: 'Did you mean “title”?',
      },
    ]);
    const again = JSON.parse(broadsheet('build', '--json').stdout);
    expect(again).toEqual({
      ...report,
      read: 0,
      rendered: 0,
      written: 0,
      changed: [],
      unchanged: report.written,
    });
  });

  test('an article without text takes no time to read', () => {
    site.write('content/notes/herring.txt', HERRING);
    site.write('content/notes/empty.md', '---\ntitle: Nothing yet\n---\n');
    expect(broadsheet('build').code).toBe(0);
    expect(site.read('dist/news/nothing-yet/index.html')).not.toContain('min read');
    expect(site.read('dist/science/2025/03/01/herring-return-to-the-bay/index.html')).toContain('1 min read');
  });

  test('a deleted article leaves nothing behind, and its headline is plain text again', () => {
    site.write('content/ferry.txt', FERRY);
    broadsheet('build');
    const ferry = 'dist/news/2025/03/01/ferry-late-again/index.html';
    const link = 'science/2025/03/01/herring-return-to-the-bay/';
    expect(site.read(ferry)).toContain('Herring return to the bay');
    expect(site.read(ferry)).not.toContain(link);
    const alone = tree(join(site.root, 'dist'));

    site.write('content/herring.txt', HERRING);
    broadsheet('build');
    expect(site.read(ferry)).toContain(link);

    site.remove('content/herring.txt');
    const report = JSON.parse(broadsheet('build', '--json').stdout);
    expect(report.deleted).toBeGreaterThan(0);
    expect(report.changed).toContain(`${link}index.html`);
    expect(tree(join(site.root, 'dist'))).toEqual(alone);
    expect(exists('dist/science')).toBe(false);
  });

  test('says which articles have no page of their own, and how long it took', () => {
    const dated = (file: string, ...lines: string[]): void =>
      site.write(
        `content/${file}.md`,
        `---\n${[`title: The ${file} boat`, ...lines].join('\n')}\n---\nAt sea.\n`,
      );
    site.write('site.yaml', 'now: 2025-06-01\n');
    const body = Array.from(
      { length: 8 },
      (_, i) => `On day ${i} the ${'east north west south'.split(' ')[i % 4]} quay counted its boats.`,
    );
    site.write('content/herring.txt', scraped({ title: 'Herring return to the bay', body }));
    site.write(
      'content/again.txt',
      scraped({ title: 'Herring return to the bay', section: 'Science', body }),
    );
    dated('first', 'draft: true');
    dated('second', 'draft: true');
    dated('third', 'date: 2025-07-01');
    dated('fourth', 'date: 2025-05-01', 'expires: 2025-05-02');
    const told = 'Without a page of their own: 1 copy, 2 drafts, 1 dated in the future, 1 expired.\n';
    const first = broadsheet('build').stdout;
    expect(first).toContain(told);
    expect(first).toMatch(/^Took .*: starting .*, looking .*, reading .*, linking .*, rendering .*\.\n$/m);
    expect(broadsheet('build').stdout).toContain(told);
  });

  test('with an error changes nothing, prints where and why, and exits 1', () => {
    site.write('content/herring.txt', HERRING);
    broadsheet('build');
    const before = state();
    site.write('content/new.txt', FERRY);
    site.write('content/empty.txt', '');
    site.write('content/open.md', '---\ntitle: Open\n');
    const run = broadsheet('build');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('Nothing was published; the site is as it was.\n2 errors.');
    expect(run.stdout).toContain('--keep-going');
    const [empty, hint, open] = run.stderr.split('\n');
    expect(empty).toMatch(/^content\/empty\.txt:1:1 error empty-file \S/);
    expect(hint).toMatch(/^ {4}\S/);
    expect(open).toMatch(/^content\/open\.md:1:1 error front-matter-unclosed \S/);
    expect(state()).toEqual(before);
    const { problems } = JSON.parse(broadsheet('build', '--json').stdout);
    expect(problems.map(({ rule }: { rule: string }) => rule)).toEqual([
      'empty-file',
      'front-matter-unclosed',
    ]);
  });

  test('with an error in the settings says nothing of going on without articles', () => {
    site.write('content/empty.txt', '');
    site.write('site.yaml', 'perPage: many\n');
    expect(broadsheet('build').stdout).toMatch(
      /^Nothing was published; the site is as it was\.\n2 errors\.\n$/,
    );
  });

  test('--keep-going publishes without the broken articles and exits 1', () => {
    site.write('content/b.txt', scraped({ title: 'One place', body: ['The first of two to ask for it.'] }));
    site.write(
      'content/a.txt',
      scraped({ title: 'One place', body: ['Comes before the other in the order of paths, and so stays.'] }),
    );
    site.write('content/c.txt', '');
    site.write('content/d.md', '---\ntitle: Bad date\ndate: {a: 1}\n---\nBody.\n');
    site.write('content/herring.txt', HERRING);
    const run = broadsheet('build', '--keep-going');
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(
      /^content\/b\.txt:1:1 error same-address .*\/news\/2025\/03\/01\/one-place\/: a\.txt and b\.txt\./,
    );
    expect(run.stderr.match(/ error /g)).toHaveLength(3);
    expect(site.read('dist/news/2025/03/01/one-place/index.html')).toContain('and so stays');
    expect([...tree(join(site.root, 'dist')).values()].join('')).not.toContain('The first of two');
    expect([...tree(join(site.root, 'dist')).values()].join('')).not.toContain('Bad date');
    expect(exists('dist/science/2025/03/01/herring-return-to-the-bay/index.html')).toBe(true);
    expect(JSON.parse(broadsheet('build', '--keep-going', '--json').stdout).articles).toBe(2);
    expect(broadsheet('build').code).toBe(1);
  });

  test('--strict makes warnings errors', () => {
    site.write('content/herring.txt', HERRING);
    site.write('site.yaml', 'perpage: 3\n');
    expect(broadsheet('build')).toMatchObject({ code: 0, stderr: expect.stringContaining('“perPage”') });
    const before = state();
    site.write('content/ferry.txt', FERRY);
    expect(broadsheet('build', '--strict').code).toBe(1);
    expect(state()).toEqual(before);
    site.write('site.yaml', 'perPage: 3\n');
    expect(broadsheet('build', '--strict').code).toBe(0);
  });

  test('changes.json beside the memory lists what was written and deleted', () => {
    site.write('content/herring.txt', HERRING);
    site.write('content/ferry.txt', FERRY);
    broadsheet('build');
    const changes = () => JSON.parse(site.read('.broadsheet/changes.json'));
    const ferry = 'news/2025/03/01/ferry-late-again/index.html';
    expect(changes().written).toContain(ferry);
    expect(changes().written.toSorted()).toEqual(changes().written);
    expect([...tree(join(site.root, 'dist')).keys()].filter((path) => path !== '.broadsheet').sort()).toEqual(
      changes().written,
    );
    broadsheet('build');
    expect(changes()).toEqual({ written: [], deleted: [] });
    site.remove('content/ferry.txt');
    const { changed } = JSON.parse(broadsheet('build', '--json').stdout);
    expect(changes().deleted).toContain(ferry);
    expect([...changes().written, ...changes().deleted].sort()).toEqual(changed);
    for (const path of changes().deleted) expect(exists(`dist/${path}`)).toBe(false);
  });

  test('--explain says why each page was rendered', () => {
    site.write('content/herring.txt', HERRING);
    expect(broadsheet('build', '--explain').stdout).toContain('rendered index.html: it is new\n');
    site.write('content/herring.txt', HERRING.replaceAll('(7)', '(8)'));
    const { stdout } = broadsheet('build', '--explain');
    expect(stdout).toMatch(/rendered science\/\S+\/index\.html: what it shows changed\n/);
    expect(stdout).not.toContain('it is new');
  });

  test('everything may lie elsewhere, and one template or partial may be replaced', () => {
    site.write('paper/articles/herring.txt', HERRING);
    site.write('paper/looks/partials/colophon.hbs', '<footer>Set by hand in Marlow</footer>');
    site.write('paper/files/favicon.ico', 'icon');
    site.write('paper/settings.yaml', 'title: The Far Courier\n');
    const run = broadsheet(
      ...['build', '--content', 'paper/articles', '--templates', 'paper/looks', '--public', 'paper/files'],
      ...['--config', 'paper/settings.yaml', '--out', 'web/site', '--cache', 'memory'],
      ...['--base-url', 'https://example.net/papers/far/', '--now', '2025-03-05'],
    );
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(site.root).sort()).toEqual(['changes.json', 'memory', 'paper', 'web']);
    const page = site.read('web/site/science/2025/03/01/herring-return-to-the-bay/index.html');
    expect(page).toContain('Set by hand in Marlow');
    expect(page).toContain('The Far Courier');
    expect(page).toContain(
      '<link rel="canonical" href="https://example.net/papers/far/science/2025/03/01/herring-return-to-the-bay/">',
    );
    expect(page).not.toMatch(/(?:href|src)="\/[^/]/);
    expect(site.read('web/site/favicon.ico')).toBe('icon');
    expect(site.read('web/site/sitemap.xml')).toContain('<loc>https://example.net/papers/far/');
  });

  test('through a link, the folder it leads to becomes the site', () => {
    site.write('content/herring.txt', HERRING);
    mkdirSync(join(site.root, 'served'));
    symlinkSync('served', join(site.root, 'dist'));
    expect(broadsheet('build').code).toBe(0);
    expect(exists('served/index.html')).toBe(true);
    site.write('content/ferry.txt', FERRY);
    expect(broadsheet('build').code).toBe(0);
    expect(exists('served/news/2025/03/01/ferry-late-again/index.html')).toBe(true);
  });
});

describe('a command line that is wrong exits 2, says so and touches nothing', () => {
  test.each([
    ['the site in the content', ['build', '--out', 'content/dist'], /lies in the content/],
    ['the site over the content', ['build', '--out', '.'], /holds the content/],
    ['the site over everything', ['build', '--content', '/usr', '--out', '..'], /holds/],
  ])('%s', (_, args, said) => {
    site.write('content/a.txt', HERRING);
    const before = tree(site.root);
    const run = broadsheet(...args);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(said);
    expect(tree(site.root)).toEqual(before);
  });

  test('but asking for help or the version is right', () => {
    expect(broadsheet('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('inspect') });
    expect(broadsheet('build', '--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--explain'),
    });
    expect(broadsheet('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test('folders that were named and are not there are told', () => {
    site.write('content/a.txt', HERRING);
    const run = broadsheet('build', '--templates', 'looks', '--public', 'static');
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).toMatch(/^looks:1:1 warning folder-missing/m);
    expect(run.stderr).toMatch(/^static:1:1 warning folder-missing/m);
    expect(broadsheet('build', '--content', 'articles')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^articles:1:1 error content-missing/),
    });
  });

  test('layout families that are broken are told with their line', () => {
    site.write('content/a.txt', HERRING);
    site.write('families.yaml', '- name: lamp\n  says: "A lamp\n');
    expect(broadsheet('build')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^families\.yaml:3:1 error families-yaml .* not valid YAML: Missing closing "quote\.\n/m,
      ),
    });
  });
});

describe('inspect', () => {
  test('--json prints an object for one file and a list for several', () => {
    site.write('herring.txt', HERRING.replace('View', 'View\n'));
    const one = JSON.parse(broadsheet('inspect', 'herring.txt', '--json').stdout);
    expect(one).toMatchObject({
      title: 'Herring return to the bay',
      date: '2025-03-01T08:00:00',
      section: 'Science',
      siteName: 'Harbour Gazette',
      dateline: null,
      likes: 7,
      crossLinks: [],
      credits: [],
      related: [],
      ranking: [],
      recommendation: [],
      unrecognised: [],
      paragraphs: ['The ferry was late again on Monday, and nobody at the quay could say why.'],
      problems: [],
    });
    expect(one.lines.map(({ number, text }: { number: number; text: string }) => [number, text])).toEqual(
      HERRING.replace('View', 'View\n')
        .split('\n')
        .map((text, n) => [n + 1, text]),
    );
    for (const line of one.lines) expect(Object.keys(line)).toEqual(['number', 'text', 'role', 'rule']);
    const two = JSON.parse(broadsheet('inspect', 'herring.txt', 'herring.txt', '--json').stdout);
    expect(two).toEqual([one, one]);
  });

  test('prints each line with its number, role and rule', () => {
    site.write('herring.txt', HERRING);
    const { code, stdout } = broadsheet('inspect', 'herring.txt');
    expect(code).toBe(0);
    HERRING.split('\n').forEach((line, n) => {
      expect(stdout.split('\n').some((row) => row.trim().startsWith(`${n + 1} `) && row.includes(line))).toBe(
        true,
      );
    });
  });

  test('a file that is not there is a problem, and exits 1', () => {
    const run = broadsheet('inspect', 'nowhere.txt');
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^nowhere\.txt:1:1 error source-unreadable /);
  });
});

describe('inspect, of a file of the archive', () => {
  const file = (n: number, section: string): string =>
    scraped({
      title: [
        'Herring return',
        'Old pier to be mended',
        'Lamp goes out',
        'Choir sings in the rain',
        'Quay closed',
      ][n]!,
      section,
      body: [
        `Report ${n}: ${'abcde'[n]!.repeat(150)}.`,
        'Old pier to be mended',
        'Send us your story by pigeon.',
      ],
    });
  const inspected = (...args: string[]) => JSON.parse(broadsheet('inspect', '--json', ...args).stdout);

  test('shows what all files together tell, why, and what would change it; alone, as before, without', () => {
    for (const n of [0, 1, 2, 3]) site.write(`content/${n}.txt`, file(n, 'Regatta'));
    site.write('content/glued.txt', file(4, 'Regatta').split('\n').toSpliced(1, 1).join('\n'));
    const { section, title, crossLinks, paragraphs, lines, inferences } = inspected('content/glued.txt');
    expect({ section, title, crossLinks, paragraphs: paragraphs.length }).toEqual({
      section: 'Regatta',
      title: 'Quay closed',
      crossLinks: [{ label: null, headline: 'Old pier to be mended' }],
      paragraphs: 1,
    });
    expect(inferences.map(({ line, rule }: { line: number; rule: string }) => `${line} ${rule}`)).toEqual([
      '1 archive-section',
      '5 archive-cross-link',
      '6 archive-frame',
    ]);
    expect(lines[4]).toMatchObject({ role: 'cross-link', rule: 'archive-cross-link' });
    const text = broadsheet('inspect', 'content/glued.txt').stdout;
    expect(text).toContain('Settled by the archive:');
    expect(text).toMatch(
      /line 6 {2}archive-frame {2}this stands in 5 of the 5 articles of “Harbour Gazette”/,
    );
    expect(text).toContain('inference: false');
    const notes = broadsheet('check').stderr;
    expect(notes).toContain('content/glued.txt:1:1 note archive-section 4 files have the section “Regatta”');
    expect(notes).toContain(
      'content/0.txt:7:1 note archive-frame “Send us your story by pigeon.” stands in 5 of',
    );

    const alone = inspected('--no-content', 'content/glued.txt');
    expect(alone).toMatchObject({ section: null, title: 'RegattaQuay closed' });
    expect(alone.inferences).toBeUndefined();
    site.write('elsewhere.txt', site.read('content/glued.txt'));
    const { problems: _, ...elsewhere } = inspected('elsewhere.txt');
    expect(alone).toMatchObject(elsewhere);
    site.write('site.yaml', 'inference: false');
    expect(inspected('content/glued.txt')).toMatchObject({ section: null, title: 'RegattaQuay closed' });
  });

  test('shows the whole record, whether the file was read just now or is remembered', () => {
    site.write('content/ferry.txt', FERRY);
    const fresh = inspected('content/ferry.txt');
    expect(Object.keys(fresh)).toEqual(Object.keys(inspected('--no-content', 'content/ferry.txt')));
    broadsheet('build');
    expect(inspected('content/ferry.txt')).toEqual(fresh);
  });

  test('shows which fields a sidecar gives, and from which line', () => {
    site.write('content/herring.txt', HERRING);
    site.write('content/herring.yaml', '# by hand\nsection: Fish\ntitel: x\n');
    expect(inspected('content/herring.txt')).toMatchObject({
      section: 'Fish',
      overruled: { section: { file: 'content/herring.yaml', line: 2 } },
      problems: [{ file: 'content/herring.yaml', line: 3, rule: 'field-unknown' }],
    });
    const { stdout } = broadsheet('inspect', 'content/herring.txt');
    expect(stdout).toMatch(/section +Fish {2}← content\/herring\.yaml:2/);
    expect(stdout).toContain('content/herring.yaml line 3');
    broadsheet('import', 'content/herring.txt', '--to', 'records');
    expect(site.read('records/herring.md')).toContain('section: "Fish"');
  });
});

describe('import', () => {
  test('a record beside the page it was made from takes its place', () => {
    const body = [...Array(6).keys()].map(
      (n) => `The ferry ${n} was late, and the ${n} keepers of quay ${n} said why.`,
    );
    site.write('content/2025/ferry.txt', scraped({ title: 'Late again', body }));
    broadsheet('import', 'content/2025/ferry.txt', '--to', 'content/desk');
    site.write('content/desk/ferry.md', site.read('content/desk/ferry.md').replace('ferry 3', 'steamer 3'));
    expect(broadsheet('build')).toMatchObject({ code: 0, stderr: '' });
    const page = site.read('dist/news/2025/03/01/late-again/index.html');
    expect(page).toContain('The steamer 3 was late');
    expect(page).not.toContain('Also published');
  });

  test('reads back as the same record, and writes over nothing unless forced', () => {
    site.write('herring.txt', FERRY);
    expect(broadsheet('import', 'herring.txt', '--to', 'content').code).toBe(0);
    const record = (file: string): object => {
      const { lines: _, problems: __, ...rest } = JSON.parse(broadsheet('inspect', file, '--json').stdout);
      return rest;
    };
    expect(record('content/herring.md')).toEqual(record('herring.txt'));
    site.write('content/herring.md', 'edited');
    const refused = broadsheet('import', 'herring.txt', '--to', 'content');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^content\/herring\.md:1:1 error import-target .*\n {4}.*--force/);
    expect(site.read('content/herring.md')).toBe('edited');
    expect(broadsheet('import', 'herring.txt', '--to', 'content', '--force').code).toBe(0);
    expect(site.read('content/herring.md')).not.toBe('edited');

    // Two files of one name are never written over each other.
    site.write('other/herring.txt', HERRING);
    const both = broadsheet('import', 'herring.txt', 'other/herring.txt', '--to', 'content', '--force');
    expect(both).toMatchObject({ code: 1, stdout: expect.stringContaining('1 of 2 files imported.') });
    expect(site.read('content/herring.md')).toContain('Ferry late again');
  });
});

describe('check', () => {
  test('prints every problem and publishes nothing', () => {
    site.write('content/herring.txt', HERRING);
    site.write('content/empty.txt', '\n\n');
    const run = broadsheet('check');
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^content\/empty\.txt:1:1 error empty-file /);
    expect(exists('dist')).toBe(false);
    site.remove('content/empty.txt');
    expect(broadsheet('check')).toMatchObject({ code: 0, stderr: '' });
    expect(exists('dist')).toBe(false);
  });
});

describe('where the site cannot be written', () => {
  const builds = (out: string): void => {
    site.write('content/herring.txt', HERRING);
    const run = broadsheet('build', '--out', out);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^\S+:1:1 error output-write This cannot be written: .*\(E[A-Z]+\)\.\n {4}\S/);
    expect(run.stdout).toContain('Nothing was published');
    const report = JSON.parse(broadsheet('build', '--out', out, '--json').stdout);
    expect(report).toMatchObject({ written: 0, problems: [{ rule: 'output-write' }] });
  };

  test('because it is a file', () => {
    site.write('out', 'mine');
    builds('out');
    expect(site.read('out')).toBe('mine');
  });

  test('because it would lie in a file', () => {
    site.write('file', 'mine');
    builds('file/out');
    expect(site.read('file')).toBe('mine');
  });

  test.skipIf(!canMount())('because the disk is full or may only be read: the old site stays', () => {
    const disk = join(site.root, 'disk');
    mkdirSync(disk);
    mount('-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', disk);
    try {
      site.write('content/herring.txt', HERRING);
      expect(broadsheet('build', '--out', 'disk/dist').code).toBe(0);
      const before = tree(join(disk, 'dist'));
      const body = Array.from(
        { length: 4000 },
        (_, n) => `Line ${n} of a long report on the tides of the bay.`,
      );
      for (const n of [1, 2, 3, 4, 5, 6, 7, 8])
        site.write(`content/long-${n}.txt`, scraped({ title: `Long report ${n}`, body }));
      const full = broadsheet('build', '--out', 'disk/dist');
      expect(full.code).toBe(1);
      expect(full.stderr).toMatch(/error output-write .*the disk is full \(ENOSPC\)/);
      expect(tree(join(disk, 'dist'))).toEqual(before);
      for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) site.remove(`content/long-${n}.txt`);
      expect(broadsheet('build', '--out', 'disk/dist').code).toBe(0);
      expect(tree(join(disk, 'dist'))).toEqual(before);
      mount('-o', 'remount,ro', disk);
      site.write('content/ferry.txt', FERRY);
      const readOnly = broadsheet('build', '--out', 'disk/dist');
      expect(readOnly.code).toBe(1);
      expect(readOnly.stderr).toMatch(/error output-write .*\(EROFS\)/);
      expect(tree(join(disk, 'dist'))).toEqual(before);
    } finally {
      spawnSync('umount', ['-l', disk]);
    }
  });

  test('a memory that cannot be written is a warning', () => {
    site.write('content/herring.txt', HERRING);
    site.write('file', '');
    const run = broadsheet('build', '--cache', 'file/cache');
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^\S+:1:1 warning cache-write /);
    expect(exists('dist/index.html')).toBe(true);
  });
});

describe('dev', () => {
  test('starts, serves what build writes, and ends at once when asked to', async () => {
    site.write('content/herring.txt', HERRING);
    const child = spawn(process.execPath, [LAUNCHER, 'dev', '--port', '0'], { cwd: site.root });
    try {
      let said = '';
      let url: string | undefined;
      for await (const chunk of child.stdout) {
        said += chunk;
        url = /http:\/\/\S+/.exec(said)?.[0];
        if (url !== undefined) break;
      }
      const page = await (await fetch(new URL('science/', url))).text();
      expect(page).toContain('Herring return to the bay');
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

function mount(...args: string[]): number | null {
  return spawnSync('mount', args).status;
}

/** Whether this machine lets the tests make a disk of their own. */
function canMount(): boolean {
  const place = join(new URL('.', import.meta.url).pathname, '..', '.broadsheet', `mount-${process.pid}`);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'under'), '');
  const status = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place);
  const hidden = status === 0 && !existsSync(join(place, 'under'));
  if (status === 0) spawnSync('umount', ['-l', place]);
  rmSync(place, { recursive: true, force: true });
  return hidden && readFileSync('/proc/mounts', 'utf8') !== '';
}
