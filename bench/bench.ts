import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chart } from './chart.ts';
import { articles, asText, type Form, type GeneratedArticle, writeCorpus } from './corpus.ts';
import { type Build, built, type Command, type Figures, figures } from './measure.ts';
import { type Peer, peer } from './peers.ts';
import { type Measured, type Results, table, WORKS, type Work } from './report.ts';

const SEED = 1;

/** Somebody who builds the archive, and the works that are asked of it, in order, each a whole process. */
interface Contestant {
  readonly name: string;
  /** Runs one round into fresh folders; says each work's name and its run as it goes. */
  readonly round: (round: number) => AsyncIterable<readonly [Work, Build]>;
}

/**
 * `npm run bench -- --sizes 1000,4000,10000 --runs 5 --peers hugo,hugo-related,eleventy,astro --save docs`
 *
 * Prints a Markdown table and writes `bench.json` and `bench.svg` into the folder of `--save` (bench/out/ unless said),
 * with `--keep` beside what is in it of other sizes, since large archives take some peers hours.
 * Works in a folder for temporary files, which it deletes; peers stay installed beside it.
 */
export async function main(args: string[], root: string): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '1000,4000,10000' },
      runs: { type: 'string', default: '5' },
      peers: { type: 'string', default: 'hugo,eleventy' },
      save: { type: 'string', default: join(root, 'bench', 'out') },
      'without-ours': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const sizes = values.sizes.split(',').map(Number);
  const runs = Number(values.runs);
  if (!sizes.every((size) => size >= 1) || !(runs >= 1)) {
    process.stderr.write(
      'bench -- [--sizes 1000,4000,10000] [--runs 5] [--peers hugo,eleventy] [--save FOLDER]\n',
    );
    return 2;
  }
  const peers: Peer[] = [];
  for (const name of values.peers.split(',').filter((name) => name !== '')) {
    const found = peer(name, join(root, 'bench', 'peers'));
    if ('skipped' in found) process.stderr.write(`Skipped ${name}: ${found.skipped}\n`);
    else peers.push(found);
  }

  const work = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
  const results: Results = { machine: machine(), runs, measured: [] };
  try {
    for (const size of sizes) {
      const folder = join(work, String(size));
      const corpus = (form: Form) => {
        writeCorpus(join(folder, form), size, form, SEED);
        return join(folder, form, 'content');
      };
      const text = corpus('txt');
      const contestants: Contestant[] = [
        floor('bare floor', text, folder, size, 1),
        floor('bare floor, two workers', text, folder, size, 2),
        ...(values['without-ours'] ? [] : [ours(root, text, join(folder, 'ours'), size)]),
      ];
      if (peers.length > 0) {
        const markdown = corpus('md');
        for (const each of peers)
          contestants.push(contestant(each, markdown, join(folder, 'peers', each.name), size));
      }
      results.measured.push(...(await alternate(contestants, size, runs)));
      rmSync(folder, { recursive: true });
    }
    if (!values['without-ours']) results.measured.push(await start(root, join(work, 'start'), runs));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }

  if (values.keep) results.measured.unshift(...measuredBefore(join(values.save, 'bench.json'), results));
  process.stdout.write(table(results));
  mkdirSync(values.save, { recursive: true });
  writeFileSync(join(values.save, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(values.save, 'bench.svg'), chart(results));
  return 0;
}

/** What an earlier benchmark on such a machine has measured of other sizes. */
function measuredBefore(file: string, { machine, measured }: Results): readonly Measured[] {
  if (!existsSync(file)) return [];
  const before = JSON.parse(readFileSync(file, 'utf8')) as Results;
  if (before.machine !== machine) throw new Error(`${file} is from another machine: ${before.machine}`);
  const sizes = new Set(measured.map(({ articles }) => articles));
  return before.measured.filter(({ articles }) => !sizes.has(articles));
}

/** Lets everybody build in turn, so that what slows the machine down slows all alike; a failure ends one alone. */
async function alternate(
  contestants: readonly Contestant[],
  size: number,
  runs: number,
): Promise<Measured[]> {
  const taken = new Map<string, Map<Work, Build[]>>();
  const failed = new Set<string>();
  for (let round = 0; round < runs; round++)
    for (const { name, round: build } of contestants) {
      if (failed.has(name)) continue;
      process.stderr.write(`${size} articles, round ${round + 1} of ${runs}: ${name}`);
      const works = taken.get(name) ?? new Map<Work, Build[]>();
      taken.set(name, works);
      try {
        for await (const [work, run] of build(round)) {
          works.set(work, [...(works.get(work) ?? []), run]);
          process.stderr.write(`, ${work} ${run.seconds.toFixed(2)} s (${run.written} files)`);
        }
        process.stderr.write('\n');
      } catch (error) {
        failed.add(name);
        process.stderr.write(
          `\nGives up ${name}: ${error instanceof Error ? error.message : String(error)}\n`,
        );
      }
    }
  return [...taken].map(([name, works]) => ({
    name,
    articles: size,
    works: Object.fromEntries([...works].map(([work, found]): [string, Figures] => [work, figures(found)])),
  }));
}

function floor(name: string, content: string, folder: string, size: number, workers: number): Contestant {
  const program = join(dirname(fileURLToPath(import.meta.url)), 'floor.js');
  return {
    name,
    async *round(round) {
      const out = join(folder, `floor-${workers}-${round}`);
      const command = { program: process.execPath, args: [program, content, out, String(workers)] };
      yield [WORKS.cold, await built(command, out, size)];
    },
  };
}

/** A peer builds the whole site whatever changed, so nothing is asked of it but a first and a second build. */
function contestant(
  { name, lay, out: outOfRound, build, forget }: Peer,
  corpus: string,
  folder: string,
  size: number,
): Contestant {
  lay(folder, corpus);
  return {
    name,
    async *round(round) {
      forget(folder);
      const out = outOfRound(folder, round);
      yield [WORKS.cold, await built(build(folder, out), out, size)];
      yield [WORKS.again, await built(build(folder, out), out, size)];
    },
  };
}

/** Our own command line, with templates, cache and output of its own, so that the repository stays untouched. */
function build(root: string, content: string, folder: string, round: number): Command {
  const config = join(folder, 'site.yaml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, 'title: The Bench\nbaseUrl: https://example.org/\n');
  const flags = {
    content,
    templates: join(folder, 'templates'),
    public: join(root, 'public'),
    config,
    out: outOf(folder, round),
    cache: join(folder, `cache-${round}`),
  };
  return {
    program: process.execPath,
    args: [
      join(root, 'src', 'launch.js'),
      'build',
      ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]),
    ],
    cwd: root,
  };
}

const outOf = (folder: string, round: number): string => join(folder, `out-${round}`);

function ours(root: string, content: string, folder: string, size: number): Contestant {
  // Articles nobody has seen, to be added one by one.
  const strangers = [...articles(50, SEED + 1)];
  const originals = originalFiles(content);
  return {
    name: 'Broadsheet',
    async *round(round) {
      rmSync(join(folder, 'templates'), { recursive: true, force: true });
      cpSync(join(root, 'templates'), join(folder, 'templates'), { recursive: true });
      const command = build(root, content, folder, round);
      // Not counted: the first start after a change in src/ compiles it.
      if (round === 0) spawnSync(command.program, [command.args[0]!, '--version']);

      const out = outOf(folder, round);
      // Some 3 in 100 articles are copies, whose pages may only lead to the original's.
      const least = Math.floor(size * 0.9);
      yield [WORKS.cold, await built(command, out, least)];
      yield [WORKS.again, await built(command, out, least)];

      const edited = join(content, originals[(round * 7919) % originals.length]!);
      const before = readFileSync(edited, 'utf8');
      const added = join(content, dirname(originals[0]!), `added-${round}.txt`);
      try {
        const correction = `Correction ${round} was printed.`;
        writeFileSync(edited, before.replace(/\nveryGood!/, ` ${correction}\nveryGood!`));
        yield [WORKS.edited, await built(command, out, least, correction)];
        const arrived = arrival(strangers[round % strangers.length]!, round);
        writeFileSync(added, asText(arrived));
        yield [WORKS.added, await built(command, out, least, arrived.title)];
        const mark = `<!-- template ${round} -->`;
        appendFileSync(articleTemplate(join(folder, 'templates')), `${mark}\n`);
        yield [WORKS.template, await built(command, out, least, mark)];
      } finally {
        writeFileSync(edited, before);
        rmSync(added, { force: true });
      }
    },
  };
}

/** The files of a corpus that are no copies: those have pages of their own. */
function originalFiles(content: string): string[] {
  const truths = readFileSync(join(dirname(content), 'truth.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return truths
    .map((line) => JSON.parse(line) as { number: number; copyGroup: number; path: string })
    .filter(({ number, copyGroup }) => number === copyGroup)
    .map(({ path }) => `${path}.txt`);
}

/** An article newer than all others: the archive ends with 2024. */
const arrival = (article: GeneratedArticle, round: number): GeneratedArticle => ({
  ...article,
  title: `Extra edition number ${round} is out`,
  date: `2025-02-01 10:${String(round % 60).padStart(2, '0')}:00`,
});

function articleTemplate(folder: string): string {
  const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const found =
    templates.find((file) => /(^|[\\/])article\.\w+$/.test(file)) ??
    templates.find((file) => /\.hbs$/.test(file));
  if (found === undefined) throw new Error(`${folder} has no template.`);
  return join(folder, found);
}

/** What a build costs that has next to nothing to do: the start of the program itself. */
async function start(root: string, folder: string, runs: number): Promise<Measured> {
  writeCorpus(folder, 60, 'txt', SEED);
  cpSync(join(root, 'templates'), join(folder, 'templates'), { recursive: true });
  const command = build(root, join(folder, 'content'), folder, 0);
  const taken: Build[] = [];
  try {
    await built(command, outOf(folder, 0), 50);
    for (let run = 0; run < runs; run++) taken.push(await built(command, outOf(folder, 0), 50));
  } catch (error) {
    process.stderr.write(`Gives up the start: ${error instanceof Error ? error.message : String(error)}\n`);
    return { name: 'Broadsheet', articles: 60, works: {} };
  }
  return { name: 'Broadsheet', articles: 60, works: { [WORKS.again]: figures(taken) } };
}

function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${first?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GiB, ${process.platform}, Node ${process.version}`;
}
