import { cue } from './cues.ts';
import { lettered } from './letters.ts';
import { agencies, isNames, isPersonAlone } from './names.ts';
import { isOfficeAlone, isOfPaper, isOutlet } from './sources.ts';

/** A news agency, alone on a line. */
const wires =
  /^(?:The )?(?:AP|Associated Press|Reuters|AFP|Agence France-Presse|UPI|PA|PA Media|Press Association|Canadian Press|Xinhua|Kyodo News|ANSA|EFE|AAP|PTI|ANI|IANS|TASS|Interfax|Yonhap|Bloomberg|Tribune News Service|CNN Newsource|dpa)$/;

/** `With information from` in other languages. */
const withElsewhere = lettered(
  /^[(]?(?:con (?:información|informaciones|datos|material) de|con informazioni di|com informações d[aeo]s?|avec (?:l['’]|la |les )?(?=\p{Lu})|mit (?:Material|Informationen) (?:von|der)|mit (?=dpa|AFP|Reuters|APA)|met (?:informatie van|(?=ANP|Belga)))/iu,
);

/** What one is at a paper: `Lamp News Staff Writer`. */
const officeOfStaff = lettered(
  /^(?:\p{Lu}[\p{L}’'-]+ ){0,4}(?:[Ss]taff|[Ss]ports|[Nn]ews|[Ss]enior|[Cc]ontributing|[Ff]reelance) (?:[Ww]riter|[Rr]eporter|[Ee]ditor|[Cc]orrespondent|[Cc]olumnist)$/u,
);

const dashedName = lettered(/^(?:-{2}|[–—]) ?\p{Lu}\p{Ll}+(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}'’-]+){1,2}$/u);

/** `— Ada Quill` at the very end: who wrote it, unless it is said of the words before. */
export function isDashedName(line: string, before: string): boolean {
  return line.length <= 45 && dashedName.test(line) && !/["”'’»]$/.test(before);
}

const specialTo = lettered(/^Special to (?:the |The )?\p{Lu}[\p{L} .'’-]{2,40}$/u);

const newsService = lettered(/^(?:\p{Lu}\p{L}+ ){1,3}(?:News|Press) (?:Service|Agency|Network)$/u);

const fewCapitals = lettered(/^[(]?(?:with )?(?:The )?[\p{Lu}][\p{L}.-]*(?: [\p{Lu}][\p{L}.-]*){0,3}[)]?$/u);

/** The initials of editor and agency: `aq/bf (dpa)`. */
const initials = lettered(/^\(?\p{L}{2,8}(?:\/\p{L}{2,8}){1,3}\)?$/u);

/** `— Ada Quill, Ben Ford and Cleo Marsh`. */
const severalDashed = lettered(
  /^[-–—]{1,2} ?\p{Lu}\p{Ll}+ \p{Lu}[\p{L}'’-]+(?:, \p{Lu}\p{Ll}+ \p{Lu}[\p{L}'’-]+)* and \p{Lu}\p{Ll}+ \p{Lu}[\p{L}'’-]+$/u,
);

/** `Jon Abel, The Associated Press`: a name and its agency or paper, alone at the end. */
export function isSignature(line: string): boolean {
  if (line.length > 100 || /[!?:;]$/.test(line)) return false;
  if (/^The-CNN-Wire\b/i.test(line)) return true;
  if (severalDashed.test(line)) return true;
  if (/^[-–—]/.test(line)) return isSignature(line.replace(/^[-–—]{1,2} ?/, ''));
  if (initials.test(line)) return true;
  if (line.length <= 40 && fewCapitals.test(line) && wires.test(line.replace(/^[(](?:with )?|[)]$/g, '')))
    return true;
  if (line.startsWith('Source: ')) return isOutlet(line.slice(8)) && isNames(line.slice(8), 0);
  if (/^[A-Z-]{3,8}$/.test(line) && isOfficeAlone(line)) return true;
  const withHelp =
    /^\(?With (?:files|reports?|reporting|assistance|contributions|material|information|inputs) (?:from|by) /.exec(
      line,
    );
  if (withHelp !== null) return !/, \p{Ll}/u.test(line.slice(withHelp[0].length));
  if (newsService.test(line)) return true;
  if (isOfPaper(line) || specialTo.test(line)) return true;
  const office = line.indexOf(' | ');
  if (office > 0 && officeOfStaff.test(line.slice(office + 3))) return isPersonAlone(line.slice(0, office));
  const elsewhere = /^[(]?(?:co[mn]|avec|mit|met) /i.test(line) ? withElsewhere.exec(line) : null;
  if (elsewhere !== null) return isNames(line.slice(elsewhere[0].length), 1);
  const comma = line.indexOf(', ');
  const desk = line.slice(comma + 2);
  return (
    comma > 0 &&
    (officeOfStaff.test(desk) ||
      agencies.test(desk) ||
      isOutlet(desk) ||
      /^[\w.-]{3,30}\.(?:com|org|net)$/.test(desk) ||
      /^(?:[Ss]taff|[Ss]enior|[Ss]pecial|[Ff]or [Tt]he) /.test(desk)) &&
    isPersonAlone(line.slice(0, comma)) &&
    isNames(line, 1)
  );
}

export const signedCue = cue({ opens: '- – —', or: 'special' });

/** `Lamp News’ `, before the name of whom it employs. */
const ownersName = lettered(/^(\p{Lu}[\p{L} ]{1,30})['’]s? (?=\p{Lu})/u);

/** `— Ada Quill, ada@lamp.example`. */
const dashedAddress = lettered(
  /^(?:-{2} ?|[–—] ?|-(?=\S))\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3},? (?:[^\s<>]{2,40}@[^\s<>]{4,40}|\(?@\w{2,20}\)?)$/u,
);

/** `— Ada Quill, ada@lamp.example`, `— Ada Quill, Associated Press`: below what one wrote on a page of several. */
export function isSigned(line: string): boolean {
  if (!/^[-–—]/.test(line)) return false;
  const dash = /^(?:-{2}|[–—]) ?(?=\p{Lu})/u.exec(line);
  const owner = dash === null ? null : ownersName.exec(line.slice(dash[0].length));
  if (owner !== null && isOutlet(owner[1]!) && isPersonAlone(line.slice(dash![0].length + owner[0].length)))
    return true;
  if (dash !== null && line.length <= 100) {
    const comma = line.lastIndexOf(', ');
    const desk = line.slice(comma + 2);
    if (comma > 0 && (wires.test(desk) || isOutlet(desk)) && isPersonAlone(line.slice(dash[0].length, comma)))
      return true;
  }
  return line.length <= 100 && line.includes('@') && dashedAddress.test(line);
}

/** `Ada Quill, Special to the Daily Lamp`: a guest and for whom it was written or photographed. */
export function isSpecial(line: string): boolean {
  const comma = line.length <= 100 && !/[.!?:]$/.test(line) ? line.indexOf(', ') : -1;
  return (
    comma > 0 &&
    /^(?:S|s)pecial (?:to|for) (?:the )?\p{Lu}/u.test(line.slice(comma + 2)) &&
    isPersonAlone(line.slice(0, comma)) &&
    isNames(line, 1)
  );
}

/** `By Ada Quill, The Associated Press`: so certain that it may stand anywhere. */
export function isAgencyByline(line: string): boolean {
  const comma = line.lastIndexOf(', ');
  return comma > 0 && wires.test(line.slice(comma + 2)) && isByline(line);
}

const reportedFrom = lettered(/^\p{Lu}[\p{L}.'’ -]{1,60},? report(?:ed|ing) from \p{Lu}/u);

/** `Trent reported from Lincoln, Neb. Moor reported from Omaha.` */
export function isReportedFrom(line: string): boolean {
  return (
    line.length <= 400 &&
    / report(?:ed|ing) from /.test(line) &&
    !/^(?:He|She|They|We|It|Who) /.test(line) &&
    reportedFrom.test(line) &&
    isNames(line.replace(/\b(?:and )?report(?:ed|ing) from\b/g, ','), 0)
  );
}

export const bylineCue = cue({ opens: 'by' });

/** `By NAME`, `By NAME and NAME, Associated Press`: names alone. */
export function isByline(line: string): boolean {
  if (line.length > 150 || !/^(?:By|BY|by) [\p{Lu}]/u.test(line) || /[!?:]$/.test(line)) return false;
  const names = line.slice(3).replace(/[.|]$/, '');
  if (/\b(?:The Numbers|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/i.test(names))
    return false;
  const words = names.split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 14 &&
    isNames(names, 0) &&
    !/^(?:The|A|An|Any|All)\b/.test(names.replace(/^The Associated Press/, ''))
  );
}
