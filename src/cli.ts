import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Problem } from './base/problem.ts';
import { type BuildOptions, build, type Report } from './build.ts';
import { stagingFolder } from './output/stage.ts';

/** How the launcher found the generator. */
export interface Launch {
  /** Of the generator's code with its libraries. */
  readonly generator: string;
  /** The folder of the compiled code. */
  readonly code: string;
  /** The generator's own folder, with its built-in templates. */
  readonly root: string;
}

interface BuildFlags {
  readonly content: string;
  readonly templates: string;
  readonly public: string;
  readonly out: string;
  readonly config: string;
  readonly cache: string | false;
  readonly baseUrl?: string;
  readonly now?: string;
  readonly workers?: number;
  readonly strict?: boolean;
  readonly keepGoing?: boolean;
  readonly json?: boolean;
  readonly explain?: boolean;
}

interface DevFlags extends BuildFlags {
  readonly port?: number;
  readonly host: string;
  readonly poll?: boolean;
}

/** The preview's port where none is asked for. */
const USUAL_PORT = 4321;

/** Runs a command line. The only place that prints, reads `process` or sets the exit code. */
export async function main(launch: Launch, argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const program = new Command('broadsheet')
    .description('A static news-site generator for folders of scraped articles.')
    .exitOverride()
    .showSuggestionAfterError()
    .helpCommand(false);

  const building = (command: Command): Command =>
    command
      .option('--content <folder>', 'the articles', 'content')
      .option('--templates <folder>', 'templates that replace built-in ones', 'templates')
      .option('--public <folder>', 'static files, copied as they are', 'public')
      .option('--out <folder>', 'where the site goes', 'dist')
      .option('--config <file>', 'the configuration', 'site.yaml')
      .option('--base-url <url>', 'where the site will live')
      .option('--now <date>', 'the date taken as today')
      .addOption(new Option('--cache <folder>', 'the memory of read articles').default('.broadsheet/cache'))
      .option('--no-cache', 'remember nothing')
      .option(
        '--workers <number>',
        'threads that read and render; 0 for none beside the main one',
        wholeNumber,
      )
      .option('--strict', 'turn warnings into errors')
      .option('--keep-going', 'publish without the broken articles')
      .option('--explain', 'print why each page was rendered');

  building(program.command('build').description('make the site'))
    .option('--json', 'print only a report')
    .action(async (flags: BuildFlags) => {
      const report = await build(optionsFrom(flags, launch));
      if (flags.json) process.stdout.write(`${JSON.stringify(jsonReport(report))}\n`);
      else printReport(report, flags);
      if (failed(report, flags)) process.exitCode = 1;
    });

  building(program.command('dev').description('serve a preview that follows every change'))
    .option(
      '--port <number>',
      'where to serve: 0 takes any free port (default: 4321 or the next free)',
      portOf,
    )
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--poll', 'look at the files again and again, where the system does not tell of changes')
    .action((flags: DevFlags) => develop(flags, launch));

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (failure) {
    if (!(failure instanceof CommanderError)) throw failure;
    process.exitCode = failure.exitCode === 0 ? 0 : 2;
  }
}

/** Serves the preview until a signal ends it. */
async function develop(flags: DevFlags, launch: Launch): Promise<void> {
  const { preview } = await import('./dev.ts');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
  const options = optionsFrom(flags, launch);
  const { content, templates, config, out, cache } = options;
  try {
    const { url } = await preview<Report>({
      build: () => build(options),
      out,
      watch: [content.folder, ...templates.map(({ folder }) => folder), options.public.folder, config.file],
      except: [out, stagingFolder(out), ...(cache === null ? [] : [cache]), join(launch.root, '.broadsheet')],
      poll: flags.poll ?? false,
      host: flags.host,
      port: flags.port ?? USUAL_PORT,
      mayMove: flags.port === undefined,
      client: readFileSync(join(launch.root, 'src', 'serve', 'client.js'), 'utf8'),
      onBuilt: (report, milliseconds) => {
        printReport(report, flags);
        process.stdout.write(`Built in ${Math.round(milliseconds)} ms.\n`);
      },
      onBroken: (failure) =>
        process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : failure}\n`),
    });
    process.stdout.write(`Serving the preview at ${url} (Ctrl-C ends it).\n`);
  } catch (failure) {
    const { code, syscall, message } = failure as NodeJS.ErrnoException;
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw failure;
    const hint =
      code === 'EADDRINUSE' ? 'Another program uses this port; name another with --port.' : message;
    process.stderr.write(
      `The preview cannot listen on ${flags.host}, port ${flags.port ?? USUAL_PORT}. ${hint}\n`,
    );
    process.exit(1);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

function optionsFrom(flags: BuildFlags, launch: Launch): BuildOptions {
  const folder = (path: string): { folder: string; shownAs: string } => ({
    folder: resolve(path),
    shownAs: relative('.', resolve(path)).split('\\').join('/') || basename(resolve(path)),
  });
  const terminal = process.stderr.isTTY && !flags.json && !process.env.CI;
  let lastShown = 0;
  return {
    content: folder(flags.content),
    templates: [{ folder: join(launch.root, 'templates'), shownAs: 'templates' }, folder(flags.templates)],
    public: folder(flags.public),
    out: resolve(flags.out),
    config: { file: resolve(flags.config), shownAs: flags.config },
    families: beside(flags.config, 'families.yaml'),
    settings: {
      ...(flags.baseUrl === undefined ? {} : { baseUrl: flags.baseUrl }),
      ...(flags.now === undefined ? {} : { now: flags.now }),
    },
    cache: flags.cache === false ? null : resolve(flags.cache),
    generator: launch.generator,
    workers:
      flags.workers === 0
        ? null
        : {
            script: pathToFileURL(join(launch.code, 'worker.js')),
            count: flags.workers ?? Math.min(8, availableParallelism()),
          },
    strict: flags.strict ?? false,
    keepGoing: flags.keepGoing ?? false,
    clock: Date.now,
    progress: (step, done, of) => {
      if (!terminal || performance.now() - lastShown < 80) return;
      lastShown = performance.now();
      process.stderr.write(`\r\u001b[K${step} ${done}/${of}`);
    },
    onWait: (pid) =>
      process.stderr.write(`Another build (process ${pid}) is at work on this folder; waiting for it.\n`),
  };
}

function failed(report: Report, flags: BuildFlags): boolean {
  return (
    !report.published ||
    report.problems.some(({ severity }) => severity === 'error' || (flags.strict && severity === 'warning'))
  );
}

/** The contract's report: these fields and no others. */
function jsonReport(report: Report): object {
  const { articles, pages, read, rendered, written, deleted, unchanged, changed, problems } = report;
  return { articles, pages, read, rendered, written, deleted, unchanged, changed, problems };
}

function printReport(report: Report, flags: BuildFlags): void {
  // Notes are for `check`: they are told, but nothing need be done about them.
  const told = report.problems.filter(({ severity }) => severity !== 'note');
  process.stderr.write(told.map(problemText).join(''));
  if (flags.explain)
    for (const { path, reason } of report.reasons) process.stdout.write(`rendered ${path}: ${reason}\n`);
  const { articles, pages, read, rendered, written, deleted } = report;
  process.stdout.write(
    report.published
      ? `${articles} articles, ${pages} pages: ${read} read, ${rendered} rendered, ${written} written, ${deleted} deleted.\n`
      : 'Nothing was published; the site is as it was.\n',
  );
}

function problemText({ file, line, column, severity, rule, reason, hint }: Problem): string {
  return `${file}:${line}:${column} ${severity} ${rule} ${reason}\n${hint === null ? '' : `    ${hint}\n`}`;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is wanted.');
  return Number(text);
}

/** A file that lies beside the configuration. */
function beside(config: string, name: string): { file: string; shownAs: string } {
  const file = join(dirname(resolve(config)), name);
  return { file, shownAs: relative('.', file).split('\\').join('/') };
}
