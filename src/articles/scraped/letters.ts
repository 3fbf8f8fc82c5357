/*
 * Unicode's letters lie in hundreds of ranges, many of them beyond the first 65,536 characters, where each is two units.
 * To compile one `\p{L}` takes 0.2 ms, an expression about names has ten of them, and every thread compiles its own:
 * that took longer than reading a thousand pages. Most lines have no letter beyond ASCII that matters to a rule.
 */

/** Every letter, figure and mark beyond ASCII, in two ranges; between them lie the quotation marks and dashes. */
const beyond = '\\u00aa-\\u1fff\\u2070-\\u{10ffff}';
/** Whether a text has one of these. */
const hasBeyond = new RegExp(`[${beyond}]`, 'u');

/** What ASCII has of Unicode's classes. */
const ofAscii: Readonly<Record<string, string>> = {
  L: 'A-Za-z',
  Lu: 'A-Z',
  Ll: 'a-z',
  Lo: '',
  M: '',
  N: '0-9',
};

/**
 * An expression with the flag `u` that speaks of letters, figures or marks; it gives what the expression gives. Before it
 * another is asked, to which any character beyond ASCII may be a letter: what this does not fit, the expression does not
 * fit either, and where it fits without such a character, the two are the same. The expression itself is compiled when a
 * line needs it, and hardly one does. With the flags `iu` it is asked of every line with such a character.
 */
export class Lettered {
  private wide: Widened | null = null;
  /** Whether it asks for more than what it takes. */
  private readonly looksAround: boolean;

  constructor(private readonly exact: RegExp) {
    this.looksAround = /\(\?<?[=!]/.test(exact.source);
  }

  test(line: string): boolean {
    if (this.exact.ignoreCase && hasBeyond.test(line)) return this.exact.test(line);
    this.wide ??= widened(this.exact);
    return this.wide.expression.test(line) && (this.exact.ignoreCase || this.exec(line) !== null);
  }

  /** @param at where it begins, if its flag is `y` */
  exec(line: string, at = 0): RegExpExecArray | null {
    if (this.exact.ignoreCase && hasBeyond.test(line)) return this.exact.exec(line);
    this.wide ??= widened(this.exact);
    const { expression, added } = this.wide;
    expression.lastIndex = at;
    const hit = expression.exec(line);
    if (hit === null) return null;
    if (hasBeyond.test(this.looksAround ? line : hit[0])) {
      this.exact.lastIndex = at;
      return this.exact.exec(line);
    }
    for (const group of added) hit.splice(group, 1);
    return hit;
  }
}

/** What is asked first. */
interface Widened {
  readonly expression: RegExp;
  /** The numbers of its groups that the expression has not, the last one first. */
  readonly added: readonly number[];
}

/** Has an expression asked cheaply; for those of several classes, which lines of prose are asked about. */
export function lettered(expression: RegExp): Lettered {
  return new Lettered(expression);
}

/**
 * The expression with `beyond` in its classes, or without where a class says what must not be. A group that is repeated
 * gets an empty one: V8 compiles two to four copies of a body, except of one that holds a group to be cleared.
 */
function widened({ source, flags }: RegExp): Widened {
  if (!/^(?:iu|uy?)$/.test(flags) || /\\[1-9k]/.test(source))
    throw new Error(`${source}: letters are known under the flags u, uy and iu, and without references`);
  const anyCase = flags === 'iu';
  /** For each group that is open, whether what it says must not be. */
  const open: boolean[] = [];
  const added: number[] = [];
  let groups = 0;
  let inClass = false;
  let denied = false;
  let deniedClass = false;
  const wide = source.replace(
    /\\p\{(\w+)\}|\\.|\[\^?|\]|\(\?<?!|\(\??|\)[*+{]?/gsu,
    (part: string, name: string | undefined) => {
      if (name !== undefined) {
        const own = ofAscii[name];
        if (own === undefined) throw new Error(`${source}: ${name} is none of the classes known here`);
        const ranges = anyCase || denied !== deniedClass ? own : own + beyond;
        return inClass ? ranges : `[${ranges}]`;
      }
      if (part === ']') inClass = deniedClass = false;
      if (inClass || part.startsWith('\\') || part === ']') return part;
      if (part.startsWith('[')) {
        inClass = true;
        deniedClass = part === '[^';
      } else if (part.startsWith('(')) {
        open.push(denied);
        if (part === '(') groups++;
        if (part.endsWith('!')) denied = !denied;
      } else {
        denied = open.pop() ?? false;
        if (part === ')') return part;
        added.unshift(++groups);
        return `()${part}`;
      }
      return part;
    },
  );
  // Of ASCII alone `i` says the same as `iu`, which takes ten times as long to compile.
  return { expression: new RegExp(wide, anyCase ? 'i' : flags), added };
}

/** Whether there is a letter at a place of the line that has a capital and a small form, whichever it is. */
export function isCased(line: string, at: number): boolean {
  const unit = line.charCodeAt(at);
  if (unit >= 0x80) return cased.test(line.slice(at, at + 2));
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

const cased = /^\p{Lu}/iu;
