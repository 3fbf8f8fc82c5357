import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { BuildOptions } from './build.ts';

/** Where on the disk a command line may put the site. */

/** Where the site goes: where a link leads, so that the folder it leads to becomes the site, and not the link. */
export function outputFolder(named: string): string {
  const out = resolve(named);
  return existsSync(out) ? realpathSync(out) : out;
}

/** Why the site cannot go to a folder, in one sentence: a build would read or move what it writes. Null where it can. */
export function complaintAbout({
  content,
  templates,
  public: statics,
  out,
  config,
  cache,
}: Pick<BuildOptions, 'content' | 'templates' | 'public' | 'out' | 'config' | 'cache'>): string | null {
  const shown = relative('.', out) || '.';
  const inputs: readonly (readonly [string, string])[] = [
    ['the content', content.folder],
    ['the templates', templates.at(-1)!.folder],
    ['the static files', statics.folder],
  ];
  for (const [what, folder] of inputs) {
    if (isWithin(out, folder))
      return `the output folder '${shown}' lies in ${what}; name another one with --out`;
    if (isWithin(folder, out))
      return `the output folder '${shown}' holds ${what}; name another one with --out`;
  }
  for (const place of [resolve('.'), config.file, ...(cache === null ? [] : [cache])])
    if (isWithin(place, out))
      return `the output folder '${shown}' holds '${relative('.', place) || '.'}'; name another one with --out`;
  return null;
}

/** Whether a place is a folder or lies in it; both absolute, links followed as far as they are there. */
function isWithin(place: string, folder: string): boolean {
  const [inner, outer] = [followed(place), followed(folder)];
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

function followed(place: string): string {
  if (existsSync(place) || place === dirname(place)) return realpathSync(place);
  return join(followed(dirname(place)), relative(dirname(place), place));
}
