const COMMENT = String.raw`\/\*(?:[^*]|\*(?!\/))*\*\/`;
const BLANK = String.raw`(?:\s|${COMMENT})`;
const PIECES = new RegExp(
  String.raw`("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|${BLANK}*([{};,])${BLANK}*|(:)${BLANK}+|${BLANK}+`,
  'g',
);
const SPARE = /("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|;+(\})|([\s:(,*+-])0\.| (>) /g;

/**
 * A stylesheet as it is published: without comments, without the white space to which the grammar gives no meaning (round
 * braces, semicolons and commas, and after a colon; a space before one has a meaning, `main :focus`, and stays), without
 * the last semicolon of a block, the zero before a decimal point and the spaces around `>`. Strings stay as they are.
 */
export function squeezeStylesheet(css: string): string {
  return css
    .replace(PIECES, (_, string?: string, sign?: string, colon?: string) => string ?? sign ?? colon ?? ' ')
    .replace(
      SPARE,
      (_, string?: string, brace?: string, sign?: string, child?: string) =>
        string ?? brace ?? child ?? `${sign}.`,
    )
    .trim();
}
