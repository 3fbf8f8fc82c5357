import { join } from 'node:path';
import type { BuildOptions } from '../src/build.ts';

/**
 * Options of a build of which all folders and files stand in `root`, by their usual names, but for the built-in templates:
 * on one thread, with no memory, of a generator that is always the same.
 *
 * @param more What is otherwise.
 * @param shown How problems name a file of the root.
 */
export function optionsAt(
  root: string,
  more: Partial<BuildOptions> = {},
  shown: (name: string) => string = (name) => name,
): BuildOptions {
  const folder = (name: string) => ({ folder: join(root, name), shownAs: shown(name) });
  const file = (name: string) => ({ file: join(root, name), shownAs: shown(name) });
  return {
    content: folder('content'),
    templates: [
      { folder: join(import.meta.dirname, '../templates'), shownAs: 'templates' },
      folder('templates'),
    ],
    public: folder('public'),
    out: join(root, 'dist'),
    config: file('site.yaml'),
    families: file('families.yaml'),
    settings: {},
    cache: null,
    generator: 'test',
    workers: null,
    strict: false,
    keepGoing: false,
    clock: Date.now,
    progress: () => undefined,
    onWait: () => undefined,
    ...more,
  };
}
