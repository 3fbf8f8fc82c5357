import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readManifest } from '../../src/output/manifest.ts';
import { readWhole } from '../../src/output/whole.ts';
import { scraped, type TestSite } from './site.ts';

/** Something that happens to a site between two builds. */
export interface Happening {
  readonly name: string;
  readonly happen: (site: TestSite) => void;
  /** What it happens to: what a site is made from, or what builds have left. */
  readonly to: 'inputs' | 'outputs';
}

const titles = [
  'Ferry runs aground off Kelder Point',
  'Council votes to mend the old pier',
  'Old pier to be mended in spring',
  'Lighthouse keeper retires after 40 years',
  'Judge orders new trial in 2009 arson',
  'Judge orders new trial in 2010 arson',
  'Herring return to the bay',
  'Small twin-engine plane lands on beach',
  'Ὀδύσσεια: a reading in the harbour',
  '港口的渡轮又晚点了',
];
const sections = ['News', 'Scams', 'reviews', '2025', 'Ranking', 'Harbour'];
const sites = ['Harbour Gazette', 'Coast Wire', '消息'];
const sentences = [
  'The ferry Amaranth was late again on Monday, and nobody at the quay could say why.',
  'Mayor Ines Valdry told the council that the pier would be mended by spring.',
  'MORE: Herring return to the bay',
  'Fishermen at Kelder Point landed forty boxes of herring before noon.',
  'What happens next?',
  'Lighthouse keeper retires after 40 years',
  '- two boats were towed',
  'Harbour Gazette’s Tom Brandt contributed to this story.',
  'A <script>alert(1)</script> & "quotes" were found in the log.',
];

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const file = fc.nat({ max: 11 }).map((n) => `content/${n % 3 === 0 ? 'sub/' : ''}a${n}.txt`);

const article = fc
  .record({
    title: pick(titles),
    section: pick(sections),
    site: pick(sites),
    date: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.nat({ max: 59 })),
    body: fc.array(pick(sentences), { minLength: 1, maxLength: 6 }),
    likes: fc.nat({ max: 500 }),
    related: fc.array(pick(titles), { maxLength: 4 }),
    ranking: fc.array(pick(titles), { maxLength: 4 }),
    recommendation: fc.array(pick(titles), { maxLength: 4 }),
    whole: fc.nat({ max: 3 }),
  })
  .map(({ date: [month, day, minute], whole, ...rest }) => {
    const two = (n: number): string => String(n).padStart(2, '0');
    const text = scraped({ ...rest, date: `2025-${two(month)}-${two(day)} 10:${two(minute)}:00` });
    return whole > 0 ? text : withoutTitleLine(text);
  });

/** The breadcrumb glues section and title together, and only other files can tell them apart. */
function withoutTitleLine(text: string): string {
  return text.split('\n').toSpliced(1, 1).join('\n');
}

/** A row of files with one section and one line at their end: what the archive as a whole tells of some, it tells of others. */
const row = (count: number, section: string): string[] =>
  titles.slice(0, count).map((title, n) =>
    scraped({
      title,
      section,
      site: 'Coast Wire',
      body: [`${sentences[n % 2]} ${n}`, 'Write to the Wire by pigeon.'],
    }),
  );

const existing = (site: TestSite, nth: number): string | null => {
  const content = join(site.root, 'content');
  if (!existsSync(content)) return null;
  const files = readdirSync(content, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(content, path)).isFile())
    .sort();
  return files.length === 0 ? null : join(content, files[nth % files.length]!);
};

const template = (text: string): string => `{{#> page}}<h1>{{article.title}}</h1>${text}{{> extra}}{{/page}}`;

/** What editors, machines and accidents do to a site. */
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(file, article)
      .map(([path, text]) => named(`write ${path}`, (site) => site.write(path, text))),
  },
  {
    weight: 2,
    arbitrary: fc.nat().map((nth) =>
      named('delete an article', (site) => {
        const path = existing(site, nth);
        if (path !== null) site.remove(path.slice(site.root.length + 1));
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(), fc.nat({ max: 99 })).map(([nth, to]) =>
      named('rename an article', (site) => {
        const path = existing(site, nth);
        if (path !== null) renameSync(path, join(site.root, 'content', `renamed-${to}.txt`));
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(), pick(sentences)).map(([nth, sentence]) =>
      named('edit keeping size and times', (site) => {
        const path = existing(site, nth);
        if (path === null) return;
        const { atime, mtime } = statSync(path);
        const text = readFileSync(path, 'utf8');
        writeFileSync(
          path,
          text.replace('ferry', 'yacht').replace(sentences[0]!, sentence.slice(0, 0) + sentences[0]!),
        );
        utimesSync(path, atime, mtime);
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 6 }), pick(['Harbour', 'Ranking']))
      .map(([count, section]) =>
        named(`write ${count} files of one section`, (site) => {
          for (const [n, text] of row(count, section).entries()) site.write(`content/row${n}.txt`, text);
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: pick(['Harbour', '2025']).map((section) =>
      named('write a file without a title line', (site) =>
        site.write(
          'content/glued.txt',
          withoutTitleLine(scraped({ title: 'Quay closed for the regatta', section })),
        ),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.nat(),
        pick(['title: Pier mended at last\n', 'section: Harbour\n', 'likes: 9\n', 'titel: x\n', 'date: [']),
      )
      .map(([nth, text]) =>
        named('write a sidecar', (site) => {
          const path = existing(site, nth);
          if (path !== null) writeFileSync(path.replace(/\.\w+$/, '.yaml'), text);
        }),
      ),
  },
  pick(['One.', 'Two.']).map((text) =>
    named('edit a template', (site) => site.write('templates/article.hbs', template(text))),
  ),
  pick(['<p>a</p>', '<p>b</p>']).map((text) =>
    named('edit a partial', (site) => site.write('templates/partials/extra.hbs', text)),
  ),
  fc.constant(named('remove own templates', (site) => site.remove('templates'))),
  pick(['a', 'b']).map((text) => named('edit a static file', (site) => site.write('public/note.txt', text))),
  fc.constant(named('remove static files', (site) => site.remove('public'))),
  pick([
    'title: One\n',
    'title: Two\nperPage: 2\n',
    'perPage: 1\nnow: 2025-06-01\n',
    'sections: { Scams: hidden }\n',
    'inference: false\n',
    '',
  ]).map((text) => named('edit site.yaml', (site) => site.write('site.yaml', text))),
  fc.constant(named('delete the memory', (site) => site.remove('.cache'), 'outputs')),
  fc.tuple(fc.nat(), fc.nat(), fc.boolean()).map(([nth, at, cut]) =>
    named(
      cut ? 'cut the memory' : 'flip a bit of the memory',
      (site) => {
        const folder = join(site.root, '.cache');
        if (!existsSync(folder)) return;
        const names = readdirSync(folder).sort();
        const name = names[nth % names.length];
        if (name === undefined) return;
        damage(join(folder, name), at, cut);
      },
      'outputs',
    ),
  ),
  fc.constant(named('delete the output', (site) => site.remove('dist'), 'outputs')),
  fc.constant(
    named(
      'delete the staging folder',
      (site) => {
        if (readManifest(join(site.root, 'dist')) !== null) site.remove('.dist.staging');
      },
      'outputs',
    ),
  ),
  fc.tuple(fc.nat(), fc.nat(), fc.boolean()).map(([nth, at, cut]) =>
    named(
      'damage a published file',
      (site) => {
        const files = publishedFiles(site);
        const name = files[nth % files.length];
        if (name !== undefined) damage(join(site.root, 'dist', name), at, cut);
      },
      'outputs',
    ),
  ),
  fc.nat().map((nth) =>
    named(
      'delete a published file',
      (site) => {
        const files = publishedFiles(site);
        const name = files[nth % files.length];
        if (name !== undefined) site.remove(`dist/${name}`);
      },
      'outputs',
    ),
  ),
);

function named(
  name: string,
  happen: Happening['happen'],
  to: Happening['to'] = 'inputs',
): Happening & { toString: () => string } {
  return { name, happen, to, toString: () => name };
}

function damage(path: string, at: number, cut: boolean): void {
  const bytes = readFileSync(path);
  if (bytes.length === 0) appendFileSync(path, 'x');
  else if (cut) writeFileSync(path, bytes.subarray(0, at % bytes.length));
  else {
    bytes[at % bytes.length]! ^= 4;
    writeFileSync(path, bytes);
  }
}

/**
 * What may be damaged. The manifest only while the staging folder knows what it said: where both are lost, nobody can
 * tell our files from a stranger's, which are never touched.
 */
function publishedFiles(site: TestSite): string[] {
  const staging = join(site.root, '.dist.staging');
  const ledger = readWhole(join(staging, 'ledger')) as { readonly inodes: readonly number[] } | null;
  const paired = ledger?.inodes.includes(
    statSync(join(site.root, 'dist'), { throwIfNoEntry: false })?.ino ?? -1,
  );
  const known = paired && (ledger?.inodes[1] === 0 || readManifest(join(staging, 'spare')) !== null);
  return [...site.tree().keys()].filter((path) => known || path !== '.broadsheet');
}
