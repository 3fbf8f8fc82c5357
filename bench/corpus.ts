import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { articles } from './corpus/articles.ts';
import { asMarkdown, asText, asTruth } from './corpus/forms.ts';

export type { BodyLine, GeneratedArticle } from './corpus/articles.ts';
export type { Lists, NamedHeadline, Printed } from './corpus/lists.ts';
export { articles, asMarkdown, asText, asTruth };

export type Form = 'txt' | 'md';

/**
 * Writes an archive below `folder`: `content/NNN/*.txt` (or `.md`), a thousand files a folder, and beside it
 * `truth.jsonl`, one line an article. The same arguments write the same bytes.
 */
export function writeCorpus(folder: string, count: number, form: Form, seed: number): void {
  const write = form === 'txt' ? asText : asMarkdown;
  mkdirSync(folder, { recursive: true });
  const truth = openSync(join(folder, 'truth.jsonl'), 'w');
  let truths: string[] = [];
  const flush = () => {
    writeSync(truth, truths.join(''));
    truths = [];
  };
  for (const article of articles(count, seed)) {
    const file = join(folder, 'content', `${article.path}.${form}`);
    if (article.number % 1000 === 0) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, write(article));
    if (truths.push(`${asTruth(article)}\n`) === 1000) flush();
  }
  flush();
  closeSync(truth);
}

/** `npm run bench:corpus -- --articles 10000 --out FOLDER [--format txt|md] [--seed 1]` */
export function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      articles: { type: 'string', default: '10000' },
      out: { type: 'string' },
      format: { type: 'string', default: 'txt' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [count, seed] = [Number(values.articles), Number(values.seed)];
  const { out, format } = values;
  if (
    out === undefined ||
    !(format === 'txt' || format === 'md') ||
    !(count >= 1) ||
    !Number.isInteger(seed)
  ) {
    process.stderr.write('bench:corpus -- --articles 10000 --out FOLDER [--format txt|md] [--seed 1]\n');
    return 2;
  }
  writeCorpus(out, count, format, seed);
  process.stdout.write(`${count} articles (.${format}, seed ${seed}) in ${join(out, 'content')}\n`);
  return 0;
}
