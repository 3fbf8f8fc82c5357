import { cue, hasCue } from './cues.ts';
import { lettered } from './letters.ts';
import { agencies, isNames } from './names.ts';
import { isContributors } from './credits.ts';
import { isOfficeAlone, isOfPaper, isPartedSource, isRescuers, isTakenFor } from './sources.ts';

/** `Foto:` and its like: no English word, so that what stands before it may end as it likes. */
const pictureLabel =
  '(?:[Ff]otos?|FOTOS?|Bild|Bilder|[Zz]dj\\.|[Ff]ot\\.|Imagen|Imagem|[Фф]ото|Crédit photo|Cr[ée]ditos?|写真|图|사진)';
/** A caption's credit at the end of its line, behind a label, in brackets or behind a dash: `(Foto: NAME/AGENCY)`. */
const labelledCredit = new RegExp(
  `(?:[(\\[]| [—–|-] |[.!?] )${pictureLabel}\\s?[:：] ?[^()\\[\\].!?]{2,70}[)\\]]?$`,
  'u',
);
/** The same without a label: `JULIA ARCOS (EFE)`. */
const agencyCredit = lettered(
  /\p{Lu}{2,} \p{Lu}{2,}(?: \p{Lu}{2,})? \((?:EFE|AFP|AP|REUTERS|Reuters|EP|Getty)\)$/u,
);

/** Whose the picture is, behind its caption: `A lamp. | © Ada Quill`. */
const holderCredit = lettered(/[.!?”"] (?:\| )?© ?\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’/-]+){0,4}$/u);

function isHolderCredit(end: string): boolean {
  if (end.includes('©') && holderCredit.test(end)) return true;
  return end.endsWith(')') && agencyCredit.test(end.slice(-80));
}

function isLabelledCredit(end: string): boolean {
  return (end.includes(':') || end.includes('：')) && labelledCredit.test(end);
}

/** The label of a credit that stands alone. */
const aloneLabel = lettered(
  /^(?:(?:Image|Photo|Photograph|Picture|Image credit|Photo credit|Picture credit|Bild|Credit|Image source|Photo source)(?: ?[:：]|,) ?(?=[\p{Lu}«“"])|(?:Foto|Фото|Crédit photo) ?[:：] ?)[^.!?]{2,70}$/u,
);

/** `Ada Quill, Staff Photographer`. */
const photographer = lettered(
  /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3}, (?:[Ss]taff |[Cc]hief |[Cc]ontributing )?[Pp]hotographer$/u,
);

/** A credit that stands alone: `Image: NAME`, `NAME, Staff Photographer`. */
function isCreditAlone(line: string): boolean {
  if (line.endsWith('hotographer')) return photographer.test(line);
  return aloneLabel.test(line);
}

/** Who says that a line is a picture's, or from whom. */
const pictureCue = cue({
  says: `photo photos photograph photographs photographer photojournalist picture pictures image images credit credits courtesy provided submitted supplied source
    foto fotos bild bilder zdj fot imagen imagem credito creditos dito ditos ф Ф 写 图 사`,
});
/** What parts names. */
const partedCue = cue({ says: '/ | via' });
/** What a caption has that ends as a sentence does; only a credit without a stop can do with names alone. */
const captionCue = pictureCue | cue({ says: '© | ) ]' });

/** A photo caption that ends in its credit, or a credit alone: `(AP Photo/NAME)`, `NAME/Getty Images`. */
export function isCaption(line: string): boolean {
  if (line.length > 3000 || (/[.!?]$/.test(line) && !hasCue(captionCue, line))) return false;
  if (line.endsWith(' caption') && /\b(?:hide|toggle) caption$/.test(line)) return true;
  const end = line.slice(-160);
  const pictured = hasCue(pictureCue, line);
  if (line.length <= 400 && (isHolderCredit(end) || (pictured && isCredit(line, end)))) return true;
  if (pictured && line.endsWith(')') && labelledCaption.test(line)) return true;
  const close = /[\])][.\s]{0,2}$/.exec(end);
  if (close !== null) {
    const open = end.lastIndexOf(close[0].startsWith(')') ? '(' : '[');
    if (open >= 2 && isHolder(end, open, close.index)) return true;
    if (open >= 0) return isPhotoCredit(end.slice(open + 1, close.index).replace(/ ?\| ?/g, '/'));
  } else {
    if (endsInSource(end) || isSourceAlone(line) || isStuck(end)) return true;
    if (line.length > 120 && !end.includes('AP Photo/')) return false;
  }
  return (pictured && namesMaker(line, end)) || (hasCue(partedCue, line) && isParted(line, end));
}

/** `PHOTO: A lamp. (Ada Quill/Lamp News)`. */
const labelledCaption = lettered(
  /^(?:PHOTO|Photo|IMAGE|Image): .*[.!?”"] \((\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})\/\p{Lu}[^()]{1,40}\)$/u,
);

/** A label of a picture and a name, alone or behind the last sentence. */
function isCredit(line: string, end: string): boolean {
  if (isLabelledCredit(end) || (line.length <= 110 && isCreditAlone(line))) return true;
  const credit = !end.includes(':')
    ? null
    : /(?:[.!?”"] (?:\| )?| \/ )(?:Photo |Image |Picture |Mandatory )?(?:[Cc]redits?|CREDITS?|Supplied|Source|Pic|Photo|Photographer|Photograph|Image|Picture|Foto|Bild): ?(?=[\p{Lu}@])/u.exec(
        end,
      );
  const names = credit === null ? '' : end.slice(credit.index + credit[0].length);
  return names !== '' && names.length <= 70 && isNames(names, 0);
}

const apPhoto = lettered(/\bAP Photo\/[\p{Lu}][\p{L}.,'’ -]{2,60}$/u);

/** `Ada Quill | Staff photographer`. */
const partedPhotographer = lettered(
  /^\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3} ?[|/] ?(?:[Ss]taff |[Cc]ontributing )?(?:[Pp]hotographer|[Pp]hotojournalist)$/u,
);

/** `Ada Quill | Staff photographer`, `… on Friday. Photo by Ada Quill`, `Photo by Ada Quill`. */
function namesMaker(line: string, end: string): boolean {
  if (partedPhotographer.test(line)) return true;
  const shot =
    /[.!?”"] (?:(?:(?:(?:Staff|File|Contributed) )?[Pp]hotos?|Picture|Image) (?:by|courtesy of)|(?:Provided|Submitted) [Bb]y|(?:Photo )?Courtesy (?:of|[Pp]hoto,?)) (?=\p{Lu})/u.exec(
      end,
    );
  if (shot !== null && isNames(end.slice(shot.index + shot[0].length), 0)) return true;
  if (/\bPHOTO (?:PROVIDED|BY|COURTESY)\b[\p{Lu} ./&-]{3,60}$/u.test(end)) return true;
  if (apPhoto.test(end)) return true;
  return (
    line.length <= 120 &&
    !/[.!?:]$/.test(line) &&
    /^(?:File |Featured? |Cover |Header |Lead |Main |Top )?(?:[Pp]hoto|[Pp]hotograph|[Ii]mage|[Pp]icture)s? (?:by|courtesy(?: of)?|via|from) \S/.test(
      line,
    ) &&
    isNames(line, 0)
  );
}

/** `Getty Images/ab12`, `REUTERS/Ada Quill/File Photo`. */
const pictureNumber = lettered(
  /^(?:Getty Images|iStock|Shutterstock)\/\w{4,20}$|^REUTERS\/\p{Lu}[\p{L}.' -]{3,40}(?:\/File Photo)?$/u,
);

/** `… on Friday. | Ada Quill/Lamp News`, `Getty Images/ab12`, `Ada Quill via Reuters`. */
function isParted(line: string, end: string): boolean {
  const barred = /[.!?”"] ?\| ?(?=\p{Lu})/u.exec(end);
  if (barred !== null && end.length - barred.index <= 70) {
    const holders = end.slice(barred.index + barred[0].length).split(/ ?[/|] ?/);
    if (holders.length === 2 && holders.every((one) => one.includes(' ') && isNames(one, 0))) return true;
  }
  if (line.length > 120 || /[.!?:]$/.test(line)) return false;
  if (pictureNumber.test(line)) return true;
  const source = /(?: ?\/ ?| via | \| )([^/|]{2,40})$/.exec(line);
  return source !== null && source.index > 0 && agencies.test(source[1] ?? '') && isNames(line, 0);
}

/** A name in brackets behind the last sentence, and no stop: `The ship at anchor. (U.S. Coast Guard)`. */
function isHolder(end: string, open: number, close: number): boolean {
  const holder = end.slice(open + 1, close);
  return (
    /[.!?][”"]? $/.test(end.slice(0, open)) &&
    end.endsWith(')') &&
    !end.startsWith('- ') &&
    !/^(?:Best|Season|Episode|Speaking|Through|Laugh\w+|Singing|Reading|Soundbite|SOUNDBITE|Applause|Crosstalk) /.test(
      holder,
    ) &&
    !/\d/.test(holder) &&
    (holder.includes(' ')
      ? !holder.startsWith('The ') && isNames(holder.replace(/ family$/, ''), 0)
      : holder !== 'AP' && isOfficeAlone(holder))
  );
}

/** Abbreviations whose full stop ends no sentence. */
const abbreviated =
  /(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Ste|Ft|Mt|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Cpl|Pvt|Adm|Rev|Jr|Sr|vs|Co|Corp|Inc|Ltd|No|Prof|Hon|Pres|Supt|Det|Insp|Ave|Blvd|Rd|Dept|U\.S|U\.N|D\.C|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[ap]\.m|v)\.$/;

/** `Harbor Police file photo`, `Courtesy photo`. */
const filePhoto = lettered(
  /^(?:(?:\p{Lu}[\p{L}’'-]+ ){0,3}(?:file|courtesy|staff|handout|family) |(?:Courtesy|Handout|File|Staff|Submitted|Contributed|Family) )(?:photo|image)s?$/u,
);

/**
 * A last sentence without an end that is the picture's source: `… on Friday. Ada Quill / AFP - Getty Images`,
 * `… on Friday. Harbor Police`.
 */
function endsInSource(end: string): boolean {
  if (/[.!?:;,]$/.test(end)) return false;
  for (let at = end.length, tries = 0; tries < 3; tries++) {
    at = end.lastIndexOf(' ', at - 1);
    while (at > 0 && !/[.!?][”"]?$/.test(end.slice(at - 2, at))) at = end.lastIndexOf(' ', at - 1);
    if (at <= 0) return false;
    const bar = /^(?:[|—–-] |— )/.test(end.slice(at + 1, at + 3)) ? 2 : 0;
    const source = end.slice(at + 1 + bar).replace(/ [-–—] /g, '/');
    if (source.length > 90) return false;
    if (!/^\p{Lu}/u.test(source)) continue;
    if (filePhoto.test(source)) return true;
    if (source.length >= 4 && agencies.test(source) && /, /.test(source) && isNames(source, 0)) return true;
    if (isPartedSource(source) || isTakenFor(source) || isHandedOut(source) || isOfPaper(source)) return true;
    if (isTaker(end.slice(0, at), source)) return true;
    if (at > 15 && !abbreviated.test(end.slice(0, at)) && isOfficeAlone(source)) return true;
  }
  return false;
}

const endOfSentence = lettered(/\s\p{Ll}\S* .{0,80}[\p{Ll}\d]\.$/u);

const twoOrThreeNames = lettered(/^\p{Lu}\p{Ll}+(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}'’-]+){1,2}$/u);

/**
 * Somebody's name behind the last sentence and no stop, `The lamp is lit on Monday. Ada Quill`: who took the picture.
 * Not behind speech, and no words of a button.
 */
function isTaker(before: string, source: string): boolean {
  return (
    before.length > 30 &&
    source.length <= 40 &&
    endOfSentence.test(before) &&
    !/["“”]/.test(before) &&
    !abbreviated.test(before) &&
    twoOrThreeNames.test(source) &&
    !buttonWords.test(source)
  );
}

const buttonWords =
  /\b(?:More|Here|Up|Now|Story|Stories|Live|Video|Below|Us|Today|Read|See|Watch|Click|Learn|Share|Get|Sign|Full|Next|Buy|Shop|Also|Go|Team|All|Part|Chapter|Related|Amen|Period|Enough|You|It|The|And|This|That|Not|No|Yes)\b/;

/** `Courtesy Ada Quill`, `Obtained by Lamp News`: names behind a word that says from whom. */
function isHandedOut(source: string): boolean {
  const lead = /^(?:Courtesy(?: of)?|Obtained by|Provided by|Released by|Handout from) (?=\p{Lu})/u.exec(
    source,
  );
  return lead !== null && source.length <= 70 && isNames(source.slice(lead[0].length), 0);
}

/** Two words or more with capitals, none that is not of a name. */
const severalNames = lettered(
  /^\p{Lu}[\p{L}'’&-]+(?: (?:\p{Lu}[\p{L}.'’&-]*|and|of|the|for|de|la|van|von)){0,8} \p{Lu}[\p{L}'’&-]+$/u,
);
/** Several words, the last in small letters or a year, and a stop. */
const afterSentence = lettered(/\s\p{Ll}\S* .{0,80}(?:\s\p{Ll}{3,}|\b\d{4})[.!?]$/u);

/** The same where the space was lost: `… on March 14, 2025.Ada Quill/AFP via Getty Images`. */
function isStuck(end: string): boolean {
  if (/[.!?:;,]$/.test(end)) return false;
  const stuck = /(?<=[\p{Ll}\d)])[.!?]["”]?(?=[\p{Lu}@])/gu;
  for (let hit = stuck.exec(end); hit !== null; hit = stuck.exec(end)) {
    const source = end.slice(stuck.lastIndex);
    if (isHandedOut(source)) return true;
    if (hit.index <= 15) continue;
    if (isPartedSource(source) || isTakenFor(source) || isOfficeAlone(source)) return true;
    if (source.length <= 70 && severalNames.test(source) && afterSentence.test(end.slice(0, hit.index + 1)))
      return true;
  }
  return false;
}

/** `Photo courtesy of the Quill family`. */
const courtesyOf = lettered(
  /^(?:(?:\p{Lu}\p{Ll}{2,12} )?(?:[Pp]hotos?|[Ii]mages?|[Aa]rtwork|[Gg]raphic|[Ss]creenshot|[Vv]ideo) )?(?:[Cc]ourtesy (?:of )?|provided by |[Ss]creenshot by |[Pp]rovided [Bb]y )(?:the )?(?=\p{Lu})/u,
);

/** A source alone on its line: `Ada Quill/WireImage`, `Ada Quill for Lamp Radio`, `Courtesy of Ada Quill`. */
function isSourceAlone(line: string): boolean {
  if (line.length > 110 || /[.!?:]$/.test(line)) return false;
  if (/[/|]| via |-(?:Imagn|USA TODAY)/.test(line) && isPartedSource(line)) return true;
  if (isRescuers(line) || (isOfPaper(line) && !line.includes(', '))) return true;
  if (line.includes('; '))
    return line.split('; ').every((one) => isOfficeAlone(one) || isSourceAlone(one) || isContributors(one));
  if (line.includes(' for ') && isTakenFor(line)) return true;
  if (/^(?:Getty Images|iStock|Shutterstock|WireImage|FilmMagic|BACKGRID|MEGA)$/.test(line)) return true;
  const owner = courtesyOf.exec(line);
  return (
    owner !== null && line.length <= 60 && isNames(line.slice(owner[0].length).replace(/ family$/, ''), 0)
  );
}

const severalCapitals = lettered(/^[\p{Lu}][\p{L}.'’-]*(?: [\p{Lu}][\p{L}.'’-]*){1,3}$/u);

function isPhotoCredit(inner: string): boolean {
  const text = inner.trim();
  if (text.length < 4 || text.length > 120 || !isNames(text, 1)) return false;
  if (
    /\b(?:photo|photograph|image|illustration|screenshot|screengrab|handout|courtesy|provided by|submitted by|supplied)s?\b/i.test(
      text,
    )
  )
    return !/^photos?$/i.test(text);
  if (/(?:^|, ?| )file$/i.test(text)) return true;
  if (/ via /.test(text)) return true;
  if (/^[A-Z]{3,7}\/[A-Z]{2,7}$/.test(text)) return true; // a station and its network
  const slash = text.indexOf('/');
  if (slash < 0) return false;
  const before = text.slice(0, slash).trim();
  const after = text.slice(slash + 1).trim();
  if (agencies.test(after) || agencies.test(before))
    return /\s/.test(`${before}${after}`) && before.length > 1;
  return severalCapitals.test(before) && /^[\p{Lu}]/u.test(after) && /\s/.test(after);
}
