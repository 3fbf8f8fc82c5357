import { helpers, linkFrom } from './helpers.ts';
import { PERHAPS_NOT_INERT } from './inert.ts';

/*
 * Templates as straight-line programs. Handlebars' own code makes frames, option objects and closures for each block and
 * partial, which is most of the time that a page takes. A view is plain JSON and the templates are known, so most
 * of that can be settled before: here a template with all its partials becomes functions that only look fields up, ask,
 * and put text together.
 *
 * Handlebars stays the truth. What is not plain – a construct that is missing below, a field that is not there, a value
 * of an unexpected kind, a character that HTML forbids – is left to it: `quickTemplate` returns null, or its program
 * throws, and the caller renders the slow way, which gives the text or says what is wrong. A property test holds the two
 * to the same text.
 */

/** Gives a page that needs no further care (inert.ts), or throws where it does not know. */
export type QuickTemplate = (view: object) => string;

/**
 * The program of a template.
 *
 * @param name of the template
 * @param treeOf the syntax tree of a template or partial, by its name among the sources
 * @param partialFolder what stands before a partial's name there
 * @returns null where the template, or a partial it reaches, has something that is left to Handlebars
 */
export function quickTemplate(
  name: string,
  treeOf: (name: string) => hbs.AST.Program | undefined,
  partialFolder: string,
): QuickTemplate | null {
  const compiler = new Compiler(treeOf, partialFolder);
  try {
    const main = compiler.functionOf(name, []);
    const program = `'use strict';let root,options;${compiler.functions()}
return(view)=>{root=view;options={data:{root:view}};try{return ${main}(view,-1,false,null)}finally{root=options=null}};`;
    return new Function('run', 'helpers', program)(runtime, helpers) as QuickTemplate;
  } catch (failure) {
    if (failure instanceof NotPlain) return null;
    throw failure;
  }
}

/** What is left to Handlebars. */
class NotPlain extends Error {}

const SPECIAL = /[&<>"'`=]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};
/** Both in one class of characters, which is looked for in two thirds of the time of two. */
const SPECIAL_OR_NOT_INERT = new RegExp(`[&<>"'\`=${PERHAPS_NOT_INERT.source.slice(1)}`);

/** What programs call. */
const runtime = {
  /** A value as text, escaped as Handlebars does. */
  escaped(value: unknown): string {
    if (typeof value !== 'string') return scalar(value);
    if (!SPECIAL_OR_NOT_INERT.test(value)) return value;
    if (PERHAPS_NOT_INERT.test(value)) throw new NotPlain();
    return value.replace(SPECIAL, (character) => ENTITIES[character]!);
  },
  /**
   * What `{{link url}}` prints: `escaped` of what the helper gives, which the engine would have to put into one piece to look
   * at it. An address begins with a slash exactly where it does when it is escaped.
   */
  linked(url: unknown, { page }: { page: { root: string } }): string {
    return linkFrom(runtime.escaped(page.root), runtime.escaped(String(url)));
  },
  /** A text as it is. Of two numbers beside each other Handlebars gives the sum, so they are left to it. */
  raw(value: unknown): string {
    if (value === null) return '';
    if (typeof value !== 'string' || PERHAPS_NOT_INERT.test(value)) throw new NotPlain();
    return value;
  },
  /** A field that must be there. */
  present(value: unknown): unknown {
    if (value === undefined) throw new NotPlain();
    return value;
  },
  /** Something whose fields are all its own. */
  fields(value: unknown): object {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotPlain();
    return value;
  },
  /** The same, or a list, of which only the length is asked. */
  measured(value: unknown): unknown {
    return Array.isArray(value) ? value : runtime.fields(value);
  },
  /** Whether `if` takes its block. */
  holds(value: unknown): boolean {
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  },
  /** Whether `each` takes its block. */
  hasRows(value: unknown): boolean {
    if (Array.isArray(value)) return value.length > 0;
    if (typeof value === 'object' && value !== null) throw new NotPlain();
    return false;
  },
  /** Whether `with` takes its block. */
  isThere(value: unknown): boolean {
    return Array.isArray(value) ? value.length > 0 : value === 0 || Boolean(value);
  },
};

function scalar(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' || typeof value === 'function') throw new NotPlain();
  return String(value);
}

/** Where a piece of a template stands: fields given to the partial hide those of its view. */
type Given = ReadonlyMap<string, string>;

/**
 * Turns syntax trees into functions `(view, index, last, block) => text`: the view, where in an `each` it stands (−1:
 * nowhere) and whether that is the last place, and the block that the partial was called with. What a partial is given
 * by name (`level=2`) comes as arguments behind those.
 */
class Compiler {
  readonly #treeOf: (name: string) => hbs.AST.Program | undefined;
  readonly #partialFolder: string;
  readonly #names = new Map<string, string>();
  readonly #functions: string[] = [];
  #variables = 0;

  constructor(treeOf: (name: string) => hbs.AST.Program | undefined, partialFolder: string) {
    this.#treeOf = treeOf;
    this.#partialFolder = partialFolder;
  }

  functions(): string {
    return this.#functions.join('\n');
  }

  /** The name of the function of a template that is given these fields. */
  functionOf(name: string, given: readonly string[]): string {
    const key = [name, ...given].join(' ');
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const tree = this.#treeOf(name);
    if (tree === undefined) throw new NotPlain();
    const own = `f${this.#names.size}`;
    this.#names.set(key, own);
    const names = given.map((_, i) => `g${i}`);
    const code = this.#program(tree, new Map(given.map((field, i) => [field, names[i]!])));
    this.#functions.push(`function ${own}(${['view,index,last,block', ...names].join()}){${code}}`);
    return own;
  }

  /** A program as the body of a function with `view`, `index`, `last` and `block`. */
  #program(program: hbs.AST.Program, given: Given): string {
    return `let text='';${this.#statements(program, given)}return text;`;
  }

  #statements(program: hbs.AST.Program | undefined, given: Given): string {
    if (program === undefined) return '';
    if (program.blockParams?.length) throw new NotPlain();
    return program.body.map((statement) => this.#statement(statement, given)).join('');
  }

  #statement(statement: hbs.AST.Statement, given: Given): string {
    switch (statement.type) {
      case 'ContentStatement': {
        const { value } = statement as hbs.AST.ContentStatement;
        if (PERHAPS_NOT_INERT.test(value)) throw new NotPlain();
        return value === '' ? '' : `text+=${JSON.stringify(value)};`;
      }
      case 'CommentStatement':
        return '';
      case 'MustacheStatement':
        return `text+=${this.#printed(statement as hbs.AST.MustacheStatement, given)};`;
      case 'BlockStatement':
        return this.#block(statement as hbs.AST.BlockStatement, given);
      case 'PartialStatement':
        return `text+=${this.#partial(statement as hbs.AST.PartialStatement, given, 'null')};`;
      case 'PartialBlockStatement': {
        // The block may be asked for where the view is another, so it can be given nothing by name.
        const { program } = statement as hbs.AST.PartialBlockStatement;
        if (given.size > 0) throw new NotPlain();
        const block = `(view,index,last)=>{${this.#program(program, given)}}`;
        return `text+=${this.#partial(statement as hbs.AST.PartialBlockStatement, given, block)};`;
      }
      default:
        throw new NotPlain();
    }
  }

  #printed(mustache: hbs.AST.MustacheStatement, given: Given): string {
    const { path, params, hash, escaped } = mustache;
    if (!escaped) return `run.raw(${this.#called(mustache, given)})`;
    const [url, another] = params;
    const isLink = path.type === 'PathExpression' && (path as hbs.AST.PathExpression).original === 'link';
    if (!isLink || url === undefined || another !== undefined || hash)
      return `run.escaped(${this.#called(mustache, given)})`;
    return `run.linked(${this.#value(url, given)},root)`;
  }

  #block({ path, params, hash, program, inverse }: hbs.AST.BlockStatement, given: Given): string {
    const [subject, another] = params;
    if (path.type !== 'PathExpression' || subject === undefined || another !== undefined || hash)
      throw new NotPlain();
    const value = this.#value(subject, given);
    const otherwise = this.#statements(inverse, given);
    switch ((path as hbs.AST.PathExpression).original) {
      case 'if':
        return `if(run.holds(${value})){${this.#statements(program, given)}}else{${otherwise}}`;
      case 'unless':
        return `if(run.holds(${value})){${otherwise}}else{${this.#statements(program, given)}}`;
      case 'with': {
        const its = this.#variable();
        const inside = this.#statements(program, new Map());
        return `const ${its}=${value};if(run.isThere(${its})){const view=${its};${inside}}else{${otherwise}}`;
      }
      case 'each': {
        const rows = this.#variable();
        const at = this.#variable();
        const inside = this.#statements(program, new Map());
        return (
          `const ${rows}=${value};if(run.hasRows(${rows})){for(let ${at}=0;${at}<${rows}.length;${at}++){` +
          `const view=${rows}[${at}],index=${at},last=${at}===${rows}.length-1;${inside}}}else{${otherwise}}`
        );
      }
      default:
        throw new NotPlain();
    }
  }

  #partial(
    { name, params, hash }: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement,
    given: Given,
    block: string,
  ): string {
    if (name.type !== 'PathExpression' || params.length > 1) throw new NotPlain();
    const { original } = name as hbs.AST.PathExpression;
    const [view] = params;
    if (original === '@partial-block') {
      if (view !== undefined || hash || given.size > 0) throw new NotPlain();
      return 'block(view,index,last)';
    }
    // A view of its own has nothing of what this partial was given; without one it is this one's view with all of that.
    const fields = new Map(view === undefined ? given : []);
    for (const { key, value } of hash?.pairs ?? []) fields.set(key, this.#value(value, given));
    const its = view === undefined ? 'view' : this.#value(view, given);
    const called = this.functionOf(this.#partialFolder + original, [...fields.keys()]);
    const own = fields.size > 0 ? `run.fields(${its})` : its;
    return `${called}(${[own, 'index', 'last', block, ...fields.values()].join()})`;
  }

  /** What a mustache prints: a field that must be there, or what a helper gives. */
  #called({ path, params, hash }: hbs.AST.MustacheStatement | hbs.AST.SubExpression, given: Given): string {
    if (hash) throw new NotPlain();
    if (path.type !== 'PathExpression') throw new NotPlain();
    const { original } = path as hbs.AST.PathExpression;
    if (Object.hasOwn(helpers, original)) {
      const values = params.map((param) => this.#value(param, given));
      return `helpers[${JSON.stringify(original)}](${[...values, 'options'].join()})`;
    }
    if (params.length > 0 || BUILT_IN.has(original)) throw new NotPlain();
    return `run.present(${this.#path(path as hbs.AST.PathExpression, given)})`;
  }

  #value(expression: hbs.AST.Expression, given: Given): string {
    switch (expression.type) {
      case 'PathExpression':
        return this.#path(expression as hbs.AST.PathExpression, given);
      case 'SubExpression': {
        const call = expression as hbs.AST.SubExpression;
        if (!Object.hasOwn(helpers, (call.path as hbs.AST.PathExpression).original)) throw new NotPlain();
        return this.#called(call, given);
      }
      case 'StringLiteral':
      case 'NumberLiteral':
      case 'BooleanLiteral':
        return JSON.stringify((expression as hbs.AST.StringLiteral).value);
      default:
        throw new NotPlain();
    }
  }

  #path({ data, depth, parts, original }: hbs.AST.PathExpression, given: Given): string {
    const [first, ...rest] = parts;
    if (depth > 0 || parts.some((part) => part in Object.prototype)) throw new NotPlain();
    if (data) {
      if (first === 'root') return this.#fields('root', rest);
      const place = rest.length > 0 || first === undefined ? undefined : PLACES[first];
      if (place === undefined) throw new NotPlain();
      return place;
    }
    if (first === undefined) {
      if (given.size > 0) throw new NotPlain();
      return 'view';
    }
    if (BUILT_IN.has(original) || Object.hasOwn(helpers, original)) throw new NotPlain();
    const own = given.get(first);
    return own === undefined ? this.#fields('view', parts) : this.#fields(own, rest);
  }

  #fields(of: string, parts: readonly string[]): string {
    return parts.reduce(
      (value, part) => `run.${part === 'length' ? 'measured' : 'fields'}(${value})[${JSON.stringify(part)}]`,
      of,
    );
  }

  #variable(): string {
    return `v${this.#variables++}`;
  }
}

/** Handlebars' own helpers: a field of such a name is looked for only where nothing else can be meant. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'with',
  'each',
  'lookup',
  'log',
  'helperMissing',
  'blockHelperMissing',
]);

/** Where a row of an `each` stands; outside of one there is no such thing. */
const PLACES: Readonly<Record<string, string>> = {
  index: '(index<0?undefined:index)',
  key: '(index<0?undefined:index)',
  first: '(index<0?undefined:index===0)',
  last: '(index<0?undefined:last)',
};
