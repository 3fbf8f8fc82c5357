import Handlebars from 'handlebars';
import type { Digest } from '../base/brand.ts';
import { digestOfAll, policyHashOf } from '../base/digest.ts';
import { type Problem, problem } from '../base/problem.ts';
import { helpers } from './helpers.ts';
import { inertPage } from './inert.ts';
import { type QuickTemplate, quickTemplate } from './quick-templates.ts';

/** A template or partial as the edge read it. */
export interface TemplateSource {
  /** `article`, or `partials/card` for a partial. */
  readonly name: string;
  /** The path for problems. */
  readonly file: string;
  readonly text: string;
}

/** All templates of a site, checked and ready. */
export interface Templates {
  /** The digest of a template with every partial it can reach, or null where there is none of that name. */
  digestOf(name: string): Digest | null;
  /** The names of a template and of every partial it can reach, sorted. */
  partsOf(name: string): readonly string[];
  /**
   * Renders a view to a page in which nothing is left that HTML forbids (inert.ts); a failure is a problem with the chain of
   * templates that led to it.
   */
  render(name: string, view: object): string | Problem;
  /** The hashes of the scripts that templates hold, as a Content-Security-Policy names them: `'sha256-…'`. */
  readonly inlineScripts: readonly string[];
  readonly problems: readonly Problem[];
}

const PARTIAL_FOLDER = 'partials/';

const COMPILE_OPTIONS: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
  preventIndent: true,
};

/** Where a template failed, gathered on the way out through the partials. */
class TemplateFailure extends Error {
  readonly chain: string[];
  readonly source: TemplateSource;
  readonly line: number;
  readonly column: number;
  constructor(source: TemplateSource, cause: unknown) {
    const { message, lineNumber, column } = cause as {
      message?: string;
      lineNumber?: number;
      column?: number;
    };
    super(
      String(message ?? cause)
        .replace(/ - \d+:\d+$/, '')
        // Handlebars in strict mode: "name" not defined in [object Object]
        .replace(/^(".+") not defined in .*$/s, 'There is no field $1 here')
        .replace(
          /^You specified knownHelpersOnly, but used the unknown helper (.*)$/s,
          'There is no helper "$1"',
        ),
    );
    this.chain = [source.name];
    this.source = source;
    this.line = lineNumber ?? 1;
    this.column = (column ?? 0) + 1;
  }
}

/**
 * Compiles the templates of a site in a Handlebars environment of their own. Partial names are read from the
 * syntax trees, so that a missing or dynamic one is a problem before any page renders, and so that a page
 * depends on exactly the partials its template can reach.
 */
export function loadTemplates(sources: readonly TemplateSource[]): Templates {
  const environment = Handlebars.create();
  for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, helper);
  const byName = new Map(sources.map((source) => [source.name, source]));
  const problems: Problem[] = [];
  const partialsOf = new Map<string, readonly string[]>();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const trees = new Map<string, hbs.AST.Program>();
  const quick = new Map<string, QuickTemplate | null>();

  for (const source of sources) {
    let tree: hbs.AST.Program;
    try {
      tree = environment.parse(source.text);
    } catch (failure) {
      problems.push(syntaxProblem(source, failure));
      continue;
    }
    partialsOf.set(
      source.name,
      partialsIn(tree).flatMap(({ name, line, column }) => {
        if (name !== null && byName.has(PARTIAL_FOLDER + name)) return [PARTIAL_FOLDER + name];
        problems.push(
          name === null
            ? problem(
                'error',
                'template-dynamic-partial',
                source.file,
                'A partial whose name is computed cannot be followed, so pages could go stale.',
                {
                  line,
                  column,
                  hint: 'Write the partial’s name out, with {{#if}} around it where it depends on something.',
                },
              )
            : problem('error', 'template-missing-partial', source.file, `There is no partial “${name}”.`, {
                line,
                column,
                hint: `Add ${PARTIAL_FOLDER}${name}.hbs to the templates folder, or mend the name.`,
              }),
        );
        return [];
      }),
    );
    trees.set(source.name, tree);
    const run = environment.compile(tree, COMPILE_OPTIONS);
    const checked: Handlebars.TemplateDelegate = (view, options) => {
      try {
        return run(view, options);
      } catch (failure) {
        if (!(failure instanceof TemplateFailure)) throw new TemplateFailure(source, failure);
        failure.chain.unshift(source.name);
        throw failure;
      }
    };
    compiled.set(source.name, checked);
    if (source.name.startsWith(PARTIAL_FOLDER))
      environment.registerPartial(source.name.slice(PARTIAL_FOLDER.length), checked);
  }

  /** The page as the quick program makes it, or null where it does not know. */
  const quickly = (name: string, view: object): string | null => {
    let program = quick.get(name);
    if (program === undefined) {
      program = quickTemplate(name, (each) => trees.get(each), PARTIAL_FOLDER);
      quick.set(name, program);
    }
    try {
      return program?.(view) ?? null;
    } catch {
      return null;
    }
  };

  const digests = new Map<string, Digest>();
  const partsOf = (name: string): string[] => {
    if (!byName.has(name)) return [];
    const reached = new Set([name]);
    for (const next of reached) for (const partial of partialsOf.get(next) ?? []) reached.add(partial);
    return [...reached].sort();
  };
  return {
    partsOf,
    problems,
    inlineScripts: [...new Set(sources.flatMap(({ text }) => inlineScriptsIn(text)))],
    digestOf(name) {
      if (!byName.has(name)) return null;
      const known = digests.get(name);
      if (known !== undefined) return known;
      const digest = digestOfAll(partsOf(name).flatMap((each) => [each, byName.get(each)?.text ?? '']));
      digests.set(name, digest);
      return digest;
    },
    render(name, view) {
      const template = compiled.get(name);
      if (template === undefined)
        return problem(
          'error',
          'template-missing',
          `templates/${name}.hbs`,
          `There is no template “${name}”.`,
          {
            hint: 'Add it to the templates folder.',
          },
        );
      const page = quickly(name, view);
      if (page !== null) return page;
      try {
        return inertPage(template(view));
      } catch (failure) {
        if (!(failure instanceof TemplateFailure)) throw failure;
        const chain = failure.chain.length > 1 ? ` (${failure.chain.join(' › ')})` : '';
        return problem('error', 'template-failed', failure.source.file, `${failure.message}${chain}.`, {
          line: failure.line,
          column: failure.column,
          hint: 'docs/templates.md lists the fields of each page’s view.',
        });
      }
    },
  };
}

/**
 * The hashes of a template's scripts. Only those without anything of the view in them can be allowed by hash; any
 * other is refused by the browser, as it should be.
 */
function inlineScriptsIn(text: string): string[] {
  return [...text.matchAll(/<script>([^<]*)<\/script>/g)]
    .map(([, script = '']) => script)
    .filter((script) => !script.includes('{{'))
    .map(policyHashOf);
}

function syntaxProblem(source: TemplateSource, failure: unknown): Problem {
  const { message, hash, lineNumber, column } = failure as {
    message: string;
    hash?: { loc?: { first_line?: number; first_column?: number } };
    lineNumber?: number;
    column?: number;
  };
  const line = hash?.loc?.first_line ?? lineNumber ?? Number(/on line (\d+)/.exec(message)?.[1] ?? 1);
  const [first = '', near, ...rest] = message.split('\n');
  const met = /, got '(\w+)'$/.exec(rest.at(-1) ?? '')?.[1];
  const what =
    (met === undefined ? undefined : unfitting[met]) ?? rest.at(-1) ?? first.replace(/ - \d+:\d+$/, '');
  return problem('error', 'template-syntax', source.file, `The template cannot be parsed: ${what}.`, {
    line,
    column: (hash?.loc?.first_column ?? column ?? 0) + 1,
    hint: near === undefined ? 'Close each block by its own name.' : `Near: ${near.trim()}`,
  });
}

/** What people have mostly done where the parser of Handlebars meets a token that does not fit. */
const unfitting: Readonly<Record<string, string>> = {
  EOF: 'a block, or the braces of one, is never closed',
  OPEN_ENDBLOCK: 'a block is closed that was not opened',
  INVERSE: '{{else}} stands outside a block',
  INVALID: 'braces are not closed, or a character does not belong between them',
  CLOSE: 'braces are closed too early, or by too few',
};

/** The partials a template names, with their places; a name of null is computed at run time. */
function partialsIn(tree: hbs.AST.Program): { name: string | null; line: number; column: number }[] {
  const found: { name: string | null; line: number; column: number }[] = [];
  const note = (node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void => {
    const name = node.name.type === 'PathExpression' ? (node.name as hbs.AST.PathExpression).original : null;
    if (name === '@partial-block') return;
    found.push({ name, line: node.loc.start.line, column: node.loc.start.column + 1 });
  };
  class Partials extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      note(node);
      super.PartialStatement(node);
    }
    override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
      note(node);
      super.PartialBlockStatement(node);
    }
  }
  new Partials().accept(tree);
  return found;
}
