import Handlebars from 'handlebars';

/*
 * Partials that are called without a context of their own are put into the templates that call them before these are
 * compiled: a page is rendered in a quarter less time, and the first thousand pages in half of it, because fewer
 * functions have to become hot. `templates.ts` keeps the plain templates beside these; a test holds the two together.
 */

/** What is known of a partial that decides whether it can stand in the place of its call. */
interface Partial {
  readonly program: hbs.AST.Program;
  /** Whether it shows the block that it is called with. */
  readonly showsBlock: boolean;
}

type Call = hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement;

/** The syntax tree of a template with the partials that it calls in their places, as far as that changes nothing. */
export function inlined(
  template: hbs.AST.Program,
  partials: ReadonlyMap<string, hbs.AST.Program>,
): hbs.AST.Program {
  const known = new Map<string, Partial | null>();
  const partial = (name: string): Partial | null => {
    let found = known.get(name);
    if (found === undefined) {
      const program = partials.get(name);
      found = program === undefined ? null : examined(program);
      known.set(name, found);
    }
    return found;
  };

  /** @param within The partials that this is inside of. @param block What stands for `@partial-block`. */
  const expanded = (
    program: hbs.AST.Program,
    within: readonly string[],
    block: hbs.AST.Program | null,
  ): hbs.AST.Program => ({
    ...program,
    body: program.body.flatMap((statement): hbs.AST.Statement[] => {
      if (isBlock(statement)) {
        const { program: inner, inverse } = statement;
        return [
          {
            ...statement,
            program: inner && expanded(inner, within, block),
            inverse: inverse && expanded(inverse, within, block),
          } as hbs.AST.Statement,
        ];
      }
      if (!isCall(statement)) return [statement];
      const name = nameOf(statement);
      const indent = indentOf(statement);
      if (name === '@partial-block' && block !== null) return [...indent, ...block.body];
      const found = name === null || within.includes(name) ? null : partial(name);
      const own = statement.type === 'PartialBlockStatement' ? blockOf(statement) : null;
      const fits = found !== null && (own !== null || (!found.showsBlock && !isBlockCall(statement)));
      if (!isPlain(statement) || !fits) return [statement];
      const inner = own && expanded(own, within, block);
      return [...indent, ...expanded(found.program, [...within, name!], inner).body];
    }),
  });
  return examined(template) === null ? template : expanded(template, [], null);
}

/** What is known of a program; null where it looks at what is around it, so that it cannot be moved. */
function examined(program: hbs.AST.Program): Partial | null {
  let movable = (program.blockParams ?? []).length === 0;
  let showsBlock = false;
  class Look extends Handlebars.Visitor {
    override PathExpression(path: hbs.AST.PathExpression): void {
      if (path.depth > 0) movable = false;
      if (path.original === '@partial-block') showsBlock = true;
    }
    override PartialStatement(statement: hbs.AST.PartialStatement): void {
      super.PartialStatement(statement);
      if (nameOf(statement) === '@partial-block' && !isPlain(statement)) movable = false;
    }
    override Decorator(): void {
      movable = false;
    }
    override DecoratorBlock(): void {
      movable = false;
    }
  }
  new Look().accept(program);
  return movable ? { program, showsBlock } : null;
}

/** The block of a call, if it can be moved; a block that shows a block around it cannot. */
function blockOf({ program }: hbs.AST.PartialBlockStatement): hbs.AST.Program | null {
  const found = examined(program);
  return found === null || found.showsBlock ? null : program;
}

function isBlock(statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement {
  return statement.type === 'BlockStatement';
}

function isCall(statement: hbs.AST.Statement): statement is Call {
  return statement.type === 'PartialStatement' || isBlockCall(statement);
}

function isBlockCall(statement: hbs.AST.Statement): statement is hbs.AST.PartialBlockStatement {
  return statement.type === 'PartialBlockStatement';
}

/**
 * Whether a call hands over nothing but what is there already: no value, or `this`, which the compiler also puts into
 * calls without one.
 */
function isPlain({ params, hash }: Call): boolean {
  if ((hash?.pairs ?? []).length > 0) return false;
  return (params as hbs.AST.PathExpression[]).every(
    ({ type, parts, depth, data }) => type === 'PathExpression' && parts.length === 0 && depth === 0 && !data,
  );
}

function nameOf({ name }: Call): string | null {
  return name.type === 'PathExpression' ? (name as hbs.AST.PathExpression).original : null;
}

/** What stands before a call on a line of its own, which the compiler writes out before the partial. */
function indentOf(statement: Call): hbs.AST.Statement[] {
  const { indent } = statement as { readonly indent?: string };
  if (indent === undefined || indent === '') return [];
  return [
    { type: 'ContentStatement', value: indent, original: indent, loc: statement.loc } as hbs.AST.Statement,
  ];
}
