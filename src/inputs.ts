import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { distance } from 'fastest-levenshtein';
import type { Digest, OutputPath } from './base/brand.ts';
import { digestOf, digestOfAll } from './base/digest.ts';
import type { Folder } from './base/paths.ts';
import { compare, type Problem, problem } from './base/problem.ts';
import { type Scan, scan } from './cache/scan.ts';
import type { TemplateSource } from './render/templates.ts';

/** A file, which need not exist, and how the user calls it. */
export interface InputFile {
  readonly file: string;
  readonly shownAs: string;
  readonly text: string | null;
}

/** A file that is copied into the site as it is. */
export interface StaticFile {
  readonly path: OutputPath;
  readonly file: string;
  readonly digest: Digest;
}

/** A file of the templates folder that pages load: a stylesheet, a script. */
export interface Asset {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything a site is made from, as it lies on disk; of the articles only that they are there. */
export interface Inputs {
  readonly sources: Scan;
  readonly templates: readonly TemplateSource[];
  readonly assets: readonly Asset[];
  readonly statics: readonly StaticFile[];
  readonly config: InputFile;
  readonly families: InputFile;
  readonly problems: readonly Problem[];
  /** Of everything but the articles. */
  readonly digest: Digest;
}

/** Where the inputs are. */
export interface InputPlaces {
  readonly content: Folder;
  /** Laid over each other, the built-in ones first: a file in a later folder replaces the one of that name. */
  readonly templates: readonly Folder[];
  readonly public: Folder;
  readonly config: { readonly file: string; readonly shownAs: string };
  readonly families: { readonly file: string; readonly shownAs: string };
}

/**
 * Looks at all inputs.
 *
 * @param before What was found the last time in this process, and the paths at or below which something may have
 *   changed since; articles elsewhere are taken to be as they were. Null looks at everything.
 */
export function gather(
  places: InputPlaces,
  before: { readonly scan: Scan; readonly rang: ReadonlySet<string> } | null,
): Inputs {
  const content = scan(places.content.folder, places.content.shownAs, before);
  const { templates, assets, problems: templateProblems } = readTemplates(places.templates);
  const statics = listStatic(places.public);
  const config = readInput(places.config);
  const families = readInput(places.families);
  const problems = [
    ...[...places.templates, places.public].flatMap(missing),
    ...content.problems,
    ...templateProblems,
    ...statics.problems,
  ];
  return {
    sources: content,
    templates,
    assets,
    statics: statics.files,
    config,
    families,
    problems,
    digest: digestOfAll([
      String(config.text),
      String(families.text),
      JSON.stringify(problems),
      ...templates.flatMap(({ name, file, text }) => [name, file, text]),
      ...assets.flatMap(({ name, bytes }) => [name, digestOf(bytes)]),
      ...statics.files.flatMap(({ path, digest }) => [path, digest]),
    ]),
  };
}

export function readInput({ file, shownAs }: { readonly file: string; readonly shownAs: string }): InputFile {
  const there = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  return { file, shownAs, text: there ? readText(file) : null };
}

/**
 * The text of a file without a byte order mark, its lines ended by LF: so a site is the same whichever system checked it
 * out, and the hash of a script is the browser's, which takes it after CR LF has become LF (HTML, “preprocessing the input
 * stream”).
 */
function readText(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n');
}

function missing({ folder, shownAs, named }: Folder): Problem[] {
  if (!named || existsSync(folder)) return [];
  return [
    problem('warning', 'folder-missing', shownAs, 'There is no folder here.', {
      hint: 'Mend the name, or leave it out.',
    }),
  ];
}

export function readTemplates(folders: readonly Folder[]): {
  templates: TemplateSource[];
  assets: Asset[];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const templates = new Map<string, TemplateSource>();
  const assets = new Map<string, Asset>();
  const [builtIn] = folders;
  for (const { folder, shownAs } of folders) {
    if (!existsSync(folder)) continue;
    for (const path of filesIn(folder)) {
      // Reading a pipe would wait for ever.
      if (!statSync(join(folder, path), { throwIfNoEntry: false })?.isFile())
        problems.push(
          problem(
            'error',
            'template-unreadable',
            `${shownAs}/${path}`,
            'This is not a file, or a link to none.',
            {
              hint: 'Replace it by a file, or remove it.',
            },
          ),
        );
      else if (path.endsWith('.hbs')) {
        const name = path.slice(0, -'.hbs'.length);
        if (folder !== builtIn?.folder && !name.startsWith('partials/') && !templates.has(name))
          problems.push(unused(`${shownAs}/${path}`, name, [...templates.keys()]));
        const text = readText(join(folder, path));
        templates.set(name, { name, file: `${shownAs}/${path}`, text });
      } else if (path.startsWith('assets/')) {
        const name = path.slice('assets/'.length);
        assets.set(name, { name, bytes: readFileSync(join(folder, path)) });
      }
    }
  }
  const byName = (a: { name: string }, b: { name: string }): number => compare(a.name, b.name);
  return {
    templates: [...templates.values()].sort(byName),
    assets: [...assets.values()].sort(byName),
    problems,
  };
}

/** A template that no page is made with. */
function unused(file: string, name: string, known: readonly string[]): Problem {
  const kinds = known.filter((each) => !each.includes('/'));
  const [nearest] = kinds.sort((a, b) => distance(name, a) - distance(name, b));
  return problem('warning', 'template-unused', file, 'No page is made with a template of this name.', {
    hint: `Did you mean “${nearest}.hbs”? What several templates share goes into partials/.`,
  });
}

/** Static files with their digests; a link that leads out of the folder is a problem. */
function listStatic({ folder, shownAs }: Folder): { files: StaticFile[]; problems: Problem[] } {
  if (!existsSync(folder)) return { files: [], problems: [] };
  const problems: Problem[] = [];
  const root = realpathSync(folder) + sep;
  const files = filesIn(folder).flatMap((path): StaticFile[] => {
    const file = join(folder, path);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() && realpathSync(file).startsWith(root))
      return [{ path: path as OutputPath, file, digest: digestOf(readFileSync(file)) }];
    problems.push(
      problem(
        'error',
        'static-link',
        `${shownAs}/${path}`,
        'This link leads out of the folder, or nowhere.',
        {
          hint: 'Copy the file itself into the folder.',
        },
      ),
    );
    return [];
  });
  return { files, problems };
}

/** Every file below a folder, relative to it, with `/` between the parts, in code-unit order. */
function filesIn(folder: string): string[] {
  const paths: string[] = [];
  const walk = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.name !== '.DS_Store') paths.push(path);
    }
  };
  walk('');
  return paths.sort(compare);
}
