import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from '../../src/build.ts';
import type { Report } from '../../src/report.ts';
import { optionsAt } from '../options.ts';
import { HOSTILE } from './edition.ts';

/** A site on disk, as a build published it. */
export interface Published {
  readonly folder: string;
  readonly report: Report;
  /** Every file but the manifest, by its path; bytes as Latin-1 where it is no text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Builds a content folder (the demo newspaper's, unless another is given) into a folder of its own. */
export async function publish(
  settings: { content?: string; config?: string; baseUrl?: string } = {},
): Promise<Published> {
  const place = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  const out = join(place, 'dist');
  writeFileSync(join(place, 'site.yaml'), settings.config ?? readFileSync('site.yaml', 'utf8'));
  const folder = (name: string) => ({ folder: name, shownAs: name });
  const report = await build(
    optionsAt(place, {
      content: { folder: settings.content ?? 'content', shownAs: 'content' },
      templates: [folder('templates')],
      public: folder('public'),
      settings: settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl },
      keepGoing: true,
    }),
  );
  const files = new Map<string, string>();
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === '.broadsheet') continue;
    const file = join(entry.parentPath, entry.name);
    files.set(
      file
        .slice(out.length + 1)
        .split('\\')
        .join('/'),
      readFileSync(file, 'utf8'),
    );
  }
  return { folder: out, report, files };
}

/** A content folder whose every field tries to break out, and whose lists cite the articles themselves. */
export function hostileContent(): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-hostile-'));
  const oneLine = HOSTILE.map((text) => text.replace(/[\r\n\u2028\u2029\u0085\u000b\f]/g, ' '));
  const titles = [
    ...oneLine,
    '../../etc/passwd',
    '🦑🦑🦑',
    '議會以三票之差通過預算',
    'مجلس المدينة يقر الميزانية',
    'con',
    `A title of ${'very '.repeat(900)}many words`,
    `One${'word'.repeat(1200)}`,
    '%2e%2e%2f?query#fragment',
  ];
  titles.forEach((title, i) => {
    const list = titles.slice(0, 8);
    const text = [
      `Current:Home > News${title} -${oneLine[i % oneLine.length]}`,
      title,
      'View',
      `Date:2025-0${1 + (i % 9)}-11 10:00:0${i % 10}`,
      `MARLOW BAY -- ${title}`,
      ...oneLine,
      `MORE: ${titles[(i + 1) % titles.length]}`,
      `- ${title}`,
      'veryGood! (7)',
      'Related',
      ...list.map((each) => `- ${each}`),
      'Ranking',
      ...list.map((each) => `- ${each}`),
      'Recommendation',
      ...list,
      '',
    ].join('\n');
    const file = join(folder, '2025', `${String(i).padStart(3, '0')}.txt`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  });
  return folder;
}

/** A tag of a page with its attributes, by a reading of HTML that is as simple as our own pages are. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The tags of a page in order; what stands inside `script` is no markup. */
export function tagsOf(html: string): Tag[] {
  const text = html.replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/g, '$1');
  return [
    ...text.matchAll(/<([a-z][a-z0-9-]*)((?:\s+[^\s=>/"']+(?:="[^"]*"|='[^']*'|=[^\s"'>]+)?)*)\s*\/?>/g),
  ].map(([, name = '', rest = '']) => ({
    name,
    attributes: new Map(
      [...rest.matchAll(/([^\s=>/"']+)(?:="([^"]*)"|='([^']*)'|=([^\s"'>]+))?/g)].map(
        ([, key = '', a, b, c]) => [key, plain(a ?? b ?? c ?? '')],
      ),
    ),
  }));
}

/** An attribute's value without its character references. */
function plain(value: string): string {
  return value
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
