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
 * line needs it, and hardly one does.
 */
export class Lettered {
  private wide: RegExp | null = null;
  /** Whether it asks for more than what it takes. */
  private readonly looksAround: boolean;

  constructor(private readonly exact: RegExp) {
    this.looksAround = /\(\?<?[=!]/.test(exact.source);
  }

  test(line: string): boolean {
    this.wide ??= widened(this.exact);
    return this.wide.test(line) && this.exec(line) !== null;
  }

  /** @param at where it begins, if its flag is `y` */
  exec(line: string, at = 0): RegExpExecArray | null {
    this.wide ??= widened(this.exact);
    this.wide.lastIndex = at;
    const hit = this.wide.exec(line);
    if (hit === null || !hasBeyond.test(this.looksAround ? line : hit[0])) return hit;
    this.exact.lastIndex = at;
    return this.exact.exec(line);
  }
}

/** Has an expression asked cheaply; for those of several classes, which lines of prose are asked about. */
export function lettered(expression: RegExp): Lettered {
  return new Lettered(expression);
}

/** The expression with `beyond` in its classes, or without where a class says what must not be. */
function widened({ source, flags }: RegExp): RegExp {
  if (!/^uy?$/.test(flags)) throw new Error(`${source}: letters are known under the flag u alone, or with y`);
  /** For each group that is open, whether what it says must not be. */
  const groups: boolean[] = [];
  let inClass = false;
  let denied = false;
  let deniedClass = false;
  const wide = source.replace(
    /\\p\{(\w+)\}|\\.|\[\^?|\]|\(\?<?!|\(|\)/gsu,
    (part: string, name: string | undefined) => {
      if (name !== undefined) {
        const own = ofAscii[name];
        if (own === undefined) throw new Error(`${source}: ${name} is none of the classes known here`);
        const ranges = denied !== deniedClass ? own : own + beyond;
        return inClass ? ranges : `[${ranges}]`;
      }
      if (part.startsWith('[') && !inClass) {
        inClass = true;
        deniedClass = part === '[^';
      } else if (part === ']') inClass = deniedClass = false;
      else if (part.startsWith('(') && !inClass) {
        groups.push(denied);
        if (part.endsWith('!')) denied = !denied;
      } else if (part === ')' && !inClass) denied = groups.pop() ?? false;
      return part;
    },
  );
  return new RegExp(wide, flags);
}

/** Whether there is a letter at a place of the line that has a capital and a small form, whichever it is. */
export function isCased(line: string, at: number): boolean {
  const unit = line.charCodeAt(at);
  if (unit >= 0x80) return cased.test(line.slice(at, at + 2));
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

const cased = /^\p{Lu}/iu;
