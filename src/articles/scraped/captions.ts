import { agencies, isNames } from './names.ts';

/** A photo caption that ends in its credit, or a credit alone: `(AP Photo/NAME)`, `NAME/Getty Images`. */
export function isCaption(line: string): boolean {
  if (line.length > 3000) return false;
  if (line.endsWith(' caption') && /\b(?:hide|toggle) caption$/.test(line)) return true;
  const end = line.slice(-160);
  if (
    line.endsWith(')') &&
    /^(?:PHOTO|Photo|IMAGE|Image): .*[.!?”"] \((\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})\/\p{Lu}[^()]{1,40}\)$/u.test(
      line,
    )
  )
    return true;
  const credit = !end.includes(':')
    ? null
    : /[.!?”"] (?:\| )?(?:Photo |Image |Picture |Mandatory )?(?:[Cc]redits?|CREDITS?|Photo|Photograph|Image|Picture|Foto|Bild): ?(?=[\p{Lu}@])/u.exec(
        end,
      );
  if (credit !== null && line.length <= 400) {
    const names = end.slice(credit.index + credit[0].length);
    if (names.length <= 70 && isNames(names, 0)) return true;
  }
  const close = /[\])][.\s]{0,2}$/.exec(end);
  if (close !== null) {
    const open = end.lastIndexOf(close[0].startsWith(')') ? '(' : '[');
    if (open >= 2 && isHolder(end, open, close.index)) return true;
    if (open >= 0) return isPhotoCredit(end.slice(open + 1, close.index).replace(/ ?\| ?/g, '/'));
  }
  if (close === null && endsInSource(end)) return true;
  if (close === null && line.length > 120 && !end.includes('AP Photo/')) return false;
  if (
    /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} ?[|/] ?(?:[Ss]taff |[Cc]ontributing )?(?:[Pp]hotographer|[Pp]hotojournalist)$/u.test(
      line,
    )
  )
    return true;
  const barred = /[.!?”"] ?\| ?(?=\p{Lu})/u.exec(end);
  if (barred !== null && end.length - barred.index <= 70) {
    const holders = end.slice(barred.index + barred[0].length).split(/ ?[/|] ?/);
    if (holders.length === 2 && holders.every((one) => one.includes(' ') && isNames(one, 0))) return true;
  }
  const shot = /[.!?”"] (?:Photos?|Picture|Image) (?:by|courtesy of) (?=\p{Lu})/u.exec(end);
  if (shot !== null && isNames(end.slice(shot.index + shot[0].length), 0)) return true;
  if (/\bPHOTO (?:PROVIDED|BY|COURTESY)\b[\p{Lu} .\/&-]{3,60}$/u.test(end)) return true;
  if (/\bAP Photo\/[\p{Lu}][\p{L}.,'’ -]{2,60}$/u.test(end)) return true;
  if (line.length > 120 || /[.!?:]$/.test(line)) return false;
  if (
    /^(?:Getty Images|iStock|Shutterstock)\/\w{4,20}$|^REUTERS\/\p{Lu}[\p{L}.' -]{3,40}(?:\/File Photo)?$/u.test(
      line,
    )
  )
    return true;
  const source = /(?: ?\/ ?| via | \| )([^/|]{2,40})$/.exec(line);
  if (source !== null && source.index > 0 && agencies.test(source[1] ?? '') && isNames(line, 0)) return true;
  return (
    /^(?:File )?(?:Photo|Photograph|Image|Picture)s? (?:by|courtesy(?: of)?|via|from) \S/.test(line) &&
    isNames(line, 0)
  );
}

/** A name in brackets behind the last sentence, and no stop: `The ship at anchor. (U.S. Coast Guard)`. */
function isHolder(end: string, open: number, close: number): boolean {
  const holder = end.slice(open + 1, close);
  return (
    /[.!?”"] $/.test(end.slice(0, open)) &&
    end.endsWith(')') &&
    !/^(?:Speaking|Through|Laugh\w+|Singing|Reading|Soundbite|SOUNDBITE|Applause|Crosstalk) /.test(holder) &&
    !/\d/.test(holder) &&
    holder.includes(' ') &&
    !holder.startsWith('The ') &&
    isNames(holder, 0)
  );
}

/** A last sentence without an end that is the picture's source: `… on Friday. Ada Quill / AFP - Getty Images`. */
function endsInSource(end: string): boolean {
  if (/[.!?:;,]$/.test(end)) return false;
  const stop = /^.*[.!?”"] (?:\| )?(?=[\p{Lu}])/u.exec(end);
  if (stop === null) return false;
  const source = end.slice(stop[0].length).replace(/ [-–—] /g, '/');
  if (source.length < 4 || source.length > 90) return false;
  if (/^(?:Courtesy|Handout|File|Staff|Submitted|Contributed) (?:photo|image)s?$/.test(source)) return true;
  if (
    /^(?:The )?(?:AP|Associated Press|AFP|Reuters|REUTERS|Getty Images|USA TODAY Sports|NASA)$/.test(source)
  )
    return true;
  return agencies.test(source) && /[/|]| via |, /.test(source) && isNames(source, 0);
}

function isPhotoCredit(inner: string): boolean {
  const text = inner.trim();
  if (text.length < 4 || text.length > 120 || !isNames(text, 1)) return false;
  if (
    /\b(?:photo|photograph|image|illustration|screenshot|screengrab|handout|courtesy|provided by|submitted by)s?\b/i.test(
      text,
    )
  )
    return !/^photos?$/i.test(text);
  if (/(?:^|, ?| )file$/i.test(text)) return true;
  if (/ via /.test(text)) return true;
  const slash = text.indexOf('/');
  if (slash < 0) return false;
  const before = text.slice(0, slash).trim();
  const after = text.slice(slash + 1).trim();
  if (agencies.test(after) || agencies.test(before))
    return /\s/.test(`${before}${after}`) && before.length > 1;
  return (
    /^[\p{Lu}][\p{L}.'’-]*(?: [\p{Lu}][\p{L}.'’-]*){1,3}$/u.test(before) &&
    /^[\p{Lu}]/u.test(after) &&
    /\s/.test(after)
  );
}
