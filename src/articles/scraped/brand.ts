/** A junk brand at the front of a title, and what in the same file says that it is one. */
export interface JunkBrand {
  readonly brand: string;
  /** The title without it. */
  readonly title: string;
  readonly evidence: 'view line' | 'first paragraph' | 'site name';
}

/** Beginnings of real compounds; `Non-binding vote` is no brand. */
const prefixes =
  /^(?:anti|non|pre|post|ex|co|re|un|mid|self|multi|semi|super|ultra|over|under|inter|counter|cross|all|half|high|low|long|short|first|second|third|one|two|three|four|five|six|seven|eight|nine|ten|well|ill|off|on|in|out|up|down|north|south|east|west|vice|e|x|t|k|pro|sub|trans|bi|tri|neo|cyber|bio|eco|micro|mini|mega|meta|nano)$/i;

/** How long what may be a junk brand in front of a title is: up to its first `-`, `|` or stuck `:`; -1 for none. */
export function brandLength(title: string): number {
  return title.slice(0, 60).search(/[-|｜]|:(?=\S)/);
}

/**
 * The brand pasted in front of a title, `JUNK-TITLE`, `JUNK|TITLE` or `JUNK:TITLE`, if the file itself gives reason: its view
 * line repeats it, its first paragraph is interrupted by it (`are JUNKmisrepresenting`), or the site bears its name.
 */
export function junkBrandOf(
  title: string,
  page: {
    readonly view: string | null;
    readonly site: string | null;
    readonly firstParagraph: string | null;
  },
): JunkBrand | null {
  const cut = brandLength(title);
  if (cut < 2) return null;
  const brand = title.slice(0, cut).trim();
  const rest = title.slice(cut + 1).trim();
  if (brand === '' || rest === '' || brand.split(/\s+/).length > 6) return null;
  const bar = title[cut] !== '-';
  // A hyphen with a letter before and a small letter after it is a compound: `Trump-backed`.
  if (!bar && (prefixes.test(brand) || /\s$/.test(title.slice(0, cut)))) return null;
  const found = (evidence: JunkBrand['evidence']): JunkBrand => ({ brand, title: rest, evidence });
  if (page.view !== null && repeats(page.view, brand)) return found('view line');
  if (brand.length >= 3 && page.firstParagraph !== null && interrupts(page.firstParagraph, brand, rest)) {
    return found('first paragraph');
  }
  const compound = !bar && /^\p{Ll}/u.test(rest);
  if (
    !compound &&
    brand.length >= 4 &&
    page.site !== null &&
    (page.site === brand || page.site.startsWith(`${brand} `))
  ) {
    return found('site name');
  }
  return null;
}

/** `Rekubit View`, `Rekubit Rekubit View`. */
function repeats(view: string, brand: string): boolean {
  const junk = view.replace(/\s?View$/, '').trim();
  return junk === brand || junk.startsWith(`${brand} `) || junk.endsWith(` ${brand}`);
}

/**
 * The brand stands in the paragraph with a word stuck to it, and it is not the compound of the title written as one word;
 * or it is stuck to the comma of the dateline: `MEMPHIS,Rekubit Tenn.`.
 */
function interrupts(paragraph: string, brand: string, rest: string): boolean {
  const text = paragraph.slice(0, 5000);
  for (let at = text.indexOf(brand); at >= 0; at = text.indexOf(brand, at + 1)) {
    const next = text.slice(at + brand.length, at + brand.length + 4);
    const before = at === 0 ? ' ' : text[at - 1]!;
    if (before === ',' && /^\s/.test(next)) return true;
    if (
      /^[\p{L}\p{N}]/u.test(next) &&
      /[\s,"'“‘(]/.test(before) &&
      !rest.toLowerCase().startsWith(next.toLowerCase())
    ) {
      // `Texas` and `Texans` differ inside a word; a brand is followed by a word's beginning, in the middle of a sentence.
      if (
        at > 0 &&
        !/^(?:s|ed|er|ers|ing|ly|al|an|ans|ian|ians|ese|ish|ist|ists)\b/.test(
          text.slice(at + brand.length, at + brand.length + 8),
        )
      ) {
        return true;
      }
    }
  }
  return false;
}
