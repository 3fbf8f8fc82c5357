import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle, type ReadOptions } from '../articles/read.ts';
import type { Article, Reading } from '../articles/types.ts';
import type { Digest, SourcePath } from '../base/brand.ts';
import { digestOf } from '../base/digest.ts';
import { type Problem, problem } from '../base/problem.ts';
import { type Memory, type Remembered, trusted } from './memory.ts';
import { scan } from './scan.ts';

/** All articles of a content folder. */
export interface Collection {
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
  /** Files that were really parsed, not remembered. */
  readonly read: number;
  /** Files without a readable article. */
  readonly broken: number;
  /** Of every path and its bytes. */
  readonly digest: Digest;
  /** What to remember. */
  readonly memory: Memory;
}

/** Where the content is, and how the user calls that folder. */
export interface ContentFolder {
  readonly folder: string;
  readonly shownAs: string;
}

/** Reads all articles, those from memory whose bytes have not changed. */
export function collect(
  content: ContentFolder,
  options: ReadOptions,
  memory: Memory,
  now: number,
): Collection {
  const { found, problems } = scan(content.folder, content.shownAs);
  const next = new Map<SourcePath, Remembered>();
  let read = 0;
  for (const { path, size, stamp, changed } of found) {
    const known = memory.get(path);
    if (known !== undefined && known.stamp === stamp) {
      next.set(path, known);
      continue;
    }
    if (size > options.limits.bytes) {
      problems.push(tooLarge(`${content.shownAs}/${path}`, size, options.limits.bytes));
      continue;
    }
    const kept = trusted(changed, now) ? stamp : '';
    try {
      const bytes = readFileSync(join(content.folder, path));
      const digest = digestOf(bytes);
      if (known?.bytes === digest) {
        next.set(path, { ...known, stamp: kept });
        continue;
      }
      const { article, problems: own } = readSource(content, path, bytes, options);
      read++;
      next.set(path, { stamp: kept, bytes: digest, article, problems: own });
    } catch (failure) {
      const { code } = failure as NodeJS.ErrnoException;
      if (code === undefined) throw failure;
      problems.push(
        problem(
          'error',
          'source-unreadable',
          `${content.shownAs}/${path}`,
          `This file cannot be read (${code}).`,
          {
            hint: 'Check that it exists and that you may read it.',
          },
        ),
      );
    }
  }
  const remembered = [...next.values()];
  return {
    articles: remembered.flatMap(({ article }) => (article === null ? [] : [article])),
    problems: [...problems, ...remembered.flatMap((each) => each.problems)],
    read,
    broken: remembered.filter(({ article }) => article === null).length,
    digest: digestOf([...next].map(([path, { bytes }]) => `${bytes} ${path}`).join('\n')),
    memory: next,
  };
}

/** Reads one source again, with its body. */
export function readSource(
  content: ContentFolder,
  path: SourcePath,
  bytes: Uint8Array,
  options: ReadOptions,
): Reading {
  return readArticle({ path, file: `${content.shownAs}/${path}`, bytes }, options);
}

function tooLarge(file: string, size: number, limit: number): Problem {
  return problem(
    'error',
    'source-too-large',
    file,
    `This file has ${size} bytes; more than ${limit} are not read.`,
    {
      hint: 'Cut the file into articles, or raise `limits.bytes` in site.yaml.',
    },
  );
}
