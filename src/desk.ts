import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { explain, inspectJson } from './articles/explain.ts';
import { toMarkdown } from './articles/import.ts';
import { prepareToRead, readArticle } from './articles/read.ts';
import { sidecarOf } from './articles/sidecar-path.ts';
import { isAmong } from './articles/short-lines.ts';
import { strip } from './articles/scraped/text.ts';
import type { Reading } from './articles/types.ts';
import type { SourcePath } from './base/brand.ts';
import { inOrder, type Problem, problem } from './base/problem.ts';
import type { BuildOptions } from './build.ts';
import type { Memory } from './cache/memory.ts';
import { scan } from './cache/scan.ts';
import { gather, type InputPlaces, readInput } from './inputs.ts';
import { type HostLimits, hostProblems } from './output/hosts.ts';
import { readManifest } from './output/manifest.ts';
import { type Inferred, inferences } from './site/infer.ts';
import { asArchived } from './site/told.ts';
import type { Site } from './site/types.ts';
import { check, readArchive, settle } from './produce.ts';

/** The work an editor does on single files and on the archive without publishing it: inspect, import, check. */

type Places = Pick<InputPlaces, 'config' | 'families'>;

/**
 * How files were read: for people, and as an object; of files that could not be opened there is nothing for people but
 * the problem. Files of the content folder are shown as the whole archive reads them.
 *
 * @param archive the content folder's build and its memory; null looks at each file alone
 */
export async function inspect(
  files: readonly string[],
  places: Places,
  { colour }: { readonly colour: boolean },
  archive: { readonly options: BuildOptions; readonly memory: Memory } | null,
): Promise<{ text: string | null; json: object; problems: readonly Problem[]; failed: boolean }[]> {
  const content = archive?.options.content ?? null;
  const sourceOf = (file: string): SourcePath | null => {
    const path = content === null ? '..' : relative(content.folder, resolve(file));
    return path.startsWith('..') || resolve(path) === path ? null : (path.split(sep).join('/') as SourcePath);
  };
  const whole =
    archive === null || files.every((file) => sourceOf(file) === null)
      ? null
      : await readArchive(
          archive.options,
          {
            sources: scan(archive.options.content.folder, archive.options.content.shownAs),
            config: readInput(places.config),
            families: readInput(places.families),
          },
          archive.memory,
        );
  return (await readFiles(files, places, sourceOf)).map(({ file, opened, reading: alone }) => {
    const isPart = whole !== null && sourceOf(file) !== null;
    const { reading, told } = isPart
      ? asArchived(alone, whole.inferred, whole.site)
      : { reading: alone, told: [] };
    return {
      text: opened
        ? `${files.length > 1 ? `${file}\n` : ''}${explain(reading, { colour, archive: told })}`
        : null,
      json: inspectJson(reading, told),
      problems: reading.problems,
      failed: reading.problems.some(({ severity }) => severity === 'error'),
    };
  });
}

/** Writes a Markdown record for each file that has an article; never over a file that is there, unless forced. */
export async function importFiles(
  files: readonly string[],
  folder: string,
  places: Places,
  force: boolean,
): Promise<{ written: string[]; problems: Problem[] }> {
  const written: string[] = [];
  const problems: Problem[] = [];
  mkdirSync(folder, { recursive: true });
  for (const { file, reading } of await readFiles(files, places)) {
    problems.push(...reading.problems.filter(({ severity }) => severity !== 'note'));
    if (reading.article === null) continue;
    const target = join(folder, `${basename(file, extname(file))}.md`);
    const mayReplace = force && !written.includes(target);
    try {
      writeFileSync(target, toMarkdown(reading), { flag: mayReplace ? 'w' : 'wx' });
      written.push(target);
    } catch (failure) {
      const { code } = failure as NodeJS.ErrnoException;
      const there = code === 'EEXIST';
      problems.push(
        problem(
          'error',
          'import-target',
          relative('.', target),
          there ? 'This file is there already.' : `This cannot be written (${code}).`,
          {
            hint: there
              ? 'Use --force to write over what was there before, or another folder.'
              : 'Check the folder.',
          },
        ),
      );
    }
  }
  return { written, problems };
}

async function readFiles(
  files: readonly string[],
  places: Places,
  sourceOf: (file: string) => SourcePath | null = () => null,
): Promise<{ file: string; opened: boolean; reading: Reading }[]> {
  const { readOptions } = settle(
    { settings: {} },
    { config: readInput(places.config), families: readInput(places.families) },
  );
  const sidecars = new Map(
    files.flatMap((file) => {
      const beside = sidecarOf(file);
      return beside !== null && existsSync(beside) ? [[file, beside] as const] : [];
    }),
  );
  await prepareToRead([...files, ...sidecars.values()]);
  return files.map((file) => {
    try {
      const bytes = readFileSync(file);
      const beside = sidecars.get(file);
      const source = {
        path: sourceOf(file) ?? (basename(file) as SourcePath),
        file,
        bytes,
        ...(beside === undefined ? {} : { sidecar: { file: beside, bytes: readFileSync(beside) } }),
      };
      return { file, opened: true, reading: readArticle(source, readOptions) };
    } catch (failure) {
      const { code } = failure as NodeJS.ErrnoException;
      if (code === undefined) throw failure;
      const why = problem('error', 'source-unreadable', file, `This file cannot be read (${code}).`, {
        hint: 'Check that it exists and that you may read it.',
      });
      return { file, opened: false, reading: { ...NOTHING_READ, problems: [why] } };
    }
  });
}

const NOTHING_READ: Reading = {
  article: null,
  body: { root: { type: 'root', children: [] }, paragraphs: [] },
  words: '',
  lines: [],
  problems: [],
};

/** A headline that lists name and the archive does not have. */
export interface WantedHeadline {
  readonly headline: string;
  readonly count: number;
  /** Titles of articles that name it. */
  readonly namedBy: readonly string[];
}

/** Headlines that several articles answer, so that they stay plain text: told at the newest article that names them. */
function ambiguities({ ambiguous, articles }: Site, shownAs: string): Problem[] {
  return ambiguous.map(({ headline, candidates, namedBy }) => {
    const sources = candidates.map((position) => articles[position]!.article.source).join(', ');
    const namedIn = articles[namedBy[0] ?? candidates[0]!]!.article.source;
    const reason = `The headline “${headline}” may be any of ${sources}, so it is not a link.`;
    return problem('note', 'ambiguous-headline', `${shownAs}/${namedIn}`, reason, {
      hint: 'Import the article and give the item a `url` to say which.',
    });
  });
}

/** What the archive has settled, told for the editor: each article's section or brand, and each line of a frame once. */
async function settlings(
  { inferences: found, frame }: Inferred,
  places: Places,
  { folder, shownAs }: BuildOptions['content'],
): Promise<Problem[]> {
  const told = found.map(({ rule, source, reason }) =>
    problem('note', rule, `${shownAs}/${source}`, `${capital(reason)}.`, {
      hint: `${capital(inferences[rule].instead)}.`,
    }),
  );
  const sources = [...new Set(frame.map(({ source }) => source))];
  const readings = await readFiles(
    sources.map((source) => join(folder, source)),
    places,
  );
  for (const { site, count, of, source, lo, hi } of frame) {
    const { reading } = readings[sources.indexOf(source)]!;
    const line = reading.lines.find(
      ({ role, text }) => role === 'paragraph' && isAmong(strip(text), [lo, hi]),
    );
    if (line === undefined) continue; // the file is another by now
    const reason = `“${strip(line.text)}” stands in ${count} of the ${of} articles of “${site}”, so it is left out of their text.`;
    told.push(
      problem('note', 'archive-frame', `${shownAs}/${source}`, reason, {
        line: line.number,
        hint: `${capital(inferences['archive-frame'].instead)}.`,
      }),
    );
  }
  return told;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Reads, links and plans everything and says what is wrong; `host` also holds the published site to a host's limits. */
export async function checkSite(
  options: BuildOptions,
  memory: Memory,
  host: HostLimits | null,
): Promise<{ problems: Problem[]; articles: number; pages: number; wanted: WantedHeadline[] }> {
  const { site, inferred, pages, problems } = await check(options, gather(options, null), memory);
  return {
    problems: inOrder([
      ...problems,
      ...ambiguities(site, options.content.shownAs),
      ...(await settlings(inferred, options, options.content)),
      ...(host === null ? [] : checkHost(options.out, host)),
    ]),
    articles: site.articles.length,
    pages: pages.length,
    wanted: site.wanted.map(({ headline, count, namedBy }) => ({
      headline,
      count,
      namedBy: namedBy.map((position) => site.articles[position]!.article.displayTitle),
    })),
  };
}

/** Whether a host would take the site as it is published. */
function checkHost(out: string, host: HostLimits): Problem[] {
  const manifest = readManifest(out);
  if (manifest === null)
    return [
      problem('error', 'host-no-site', relative('.', out), 'There is no site here to check.', {
        hint: 'Build it first.',
      }),
    ];
  const files = [...manifest.entries.keys()].map((path) => ({
    path,
    bytes: statSync(join(out, path), { throwIfNoEntry: false })?.size ?? 0,
  }));
  const redirects = manifest.entries.has('_redirects' as never)
    ? readFileSync(join(out, '_redirects'), 'utf8')
        .split('\n')
        .filter((line) => /^\s*[^\s#]/.test(line)).length
    : 0;
  return hostProblems(host, files, redirects);
}
