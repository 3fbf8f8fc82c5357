import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultReadOptions, prepareToRead, readArticle } from '../src/articles/read.ts';
import type { SourcePath } from '../src/base/brand.ts';
import { type Config, parseConfig } from '../src/config.ts';
import { link } from '../src/site/link.ts';
import type { Site } from '../src/site/types.ts';

/** The demo newspaper, read and linked. */
export async function demoSite(): Promise<{ site: Site; config: Config }> {
  await prepareToRead(['.md']);
  const { config } = parseConfig(readFileSync('site.yaml', 'utf8'), 'site.yaml');
  const articles = readdirSync('content', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(txt|md)$/.test(path))
    .flatMap((path) => {
      const file = join('content', path);
      const { article } = readArticle(
        { path: path as SourcePath, file, bytes: readFileSync(file) },
        defaultReadOptions,
      );
      return article === null ? [] : [article];
    });
  return { site: link(articles, config), config };
}
