import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { OutputPath } from './base/brand.ts';
import { compare, type Problem, problem } from './base/problem.ts';
import type { TemplateSource } from './render/templates.ts';

/** A folder, and how the user calls it. */
export interface Folder {
  readonly folder: string;
  readonly shownAs: string;
}

/** A file that is copied into the site as it is. */
export interface StaticFile {
  readonly path: OutputPath;
  readonly bytes: Uint8Array;
}

/** A file of the templates folder that pages load: a stylesheet, a script. */
export interface Asset {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads templates and assets from folders laid over each other: a file in a later folder replaces the one of
 * that name in an earlier, and the rest stays.
 */
export function readTemplates(folders: readonly Folder[]): {
  templates: TemplateSource[];
  assets: Asset[];
} {
  const sources = new Map<string, TemplateSource>();
  const assets = new Map<string, Asset>();
  for (const { folder, shownAs } of folders) {
    if (!existsSync(folder)) continue;
    for (const path of filesIn(folder)) {
      if (extname(path) === '.hbs') {
        const name = path.slice(0, -'.hbs'.length);
        sources.set(name, {
          name,
          file: `${shownAs}/${path}`,
          text: readFileSync(join(folder, path), 'utf8'),
        });
      } else if (path.startsWith('assets/')) {
        const name = path.slice('assets/'.length);
        assets.set(name, { name, bytes: readFileSync(join(folder, path)) });
      }
    }
  }
  const byName = (a: { name: string }, b: { name: string }): number => compare(a.name, b.name);
  return { templates: [...sources.values()].sort(byName), assets: [...assets.values()].sort(byName) };
}

/** Lists the static files of a folder; a link that leads out of it is a problem. */
export function listStatic({ folder, shownAs }: Folder): { files: StaticFile[]; problems: Problem[] } {
  if (!existsSync(folder)) return { files: [], problems: [] };
  const problems: Problem[] = [];
  const root = realpathSync(folder) + sep;
  const files = filesIn(folder).flatMap((path): StaticFile[] => {
    const file = join(folder, path);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() && realpathSync(file).startsWith(root))
      return [{ path: path as OutputPath, bytes: readFileSync(file) }];
    problems.push(
      problem(
        'error',
        'static-link',
        `${shownAs}/${path}`,
        'This is a link that leads out of the folder, or nowhere.',
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
