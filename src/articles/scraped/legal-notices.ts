import { cue } from './cues.ts';
import { type Lettered, lettered } from './letters.ts';

export const disclaimerCue = cue({
  opens:
    'statement source declaration notice some part published a all any the views opinions except this our associated ap npr these transcript transcripts nothing (',
  or: 'disclaimer commission commissions revenue compensation',
  says: `disclaimer commission commissions revenue compensation views opinions edited infring infringe infringes infringed infringing infringement
    statement declaration notice affiliate support responsible liability liable responsibility family owned transcript transcripts version edition issue purposes advice`,
});

/** A notice by which a paper keeps clear of something. */
interface Notice {
  /** How it begins, or all of it. */
  readonly like: RegExp | Lettered;
  /** What it also says. */
  readonly says?: RegExp;
  /** The longest, UTF-16 units; longer ones are looked at no further than `farthest`. */
  readonly longest?: number;
  /** Whether somebody may say the same of his own affairs: then there is no speech in it. */
  readonly unspoken?: true;
}

const farthest = 1000;

const notices: readonly Notice[] = [
  { like: /^[*[(\s]{0,3}(?:\w{4,12} )?disclaimers?\]?\s{0,2}(?:[:.\-–—]|$)/i },
  { like: /^[*[(\s]{0,3}(?:DISCLAIMER\b|Disclaimer (?:The|This|All|Any|We|Nothing|None)\b)/ },
  // Whose the views, the text and the facts are.
  {
    like: /^(?:all |any |the )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|stated)\b/i,
    says: /\b(?:not (?:necessarily )?(?:reflect|represent)|are (?:solely |strictly |purely )?(?:those|his|her|their|my|the author))/i,
    unspoken: true,
  },
  {
    like: /^[([*\s]{0,3}(?:except for the headline, )?this (?:story|article|report|content) has not been edited/i,
  },
  {
    like: /^(?:NPR |These |This )?transcripts? (?:are|is|was|were) (?:created|generated|produced) (?:on|by) (?:an?|NPR|machines?|software|AI)\b/i,
  },
  {
    like: /^(?:A version of this (?:article|story|piece|column) (?:appears|appeared|was published) (?:in print|in the (?:print|\w+ \d{1,2}))|published in the (?:print|\w+ \d{1,2}(?:, \d{4})?,?) (?:edition|issue)\b)/i,
  },
  // Whose rights it may touch.
  {
    like: /^(?:statement|declaration|notice|source|some|part|all|this|the|any)\b(?=.*\binfring)/i,
    says: /\b(?:contact us|delet\w{1,5}|please remove)\b/i,
    longest: 400,
    unspoken: true,
  },
  {
    like: /^(?:statement|declaration|notice): .{0,120}\b(?:views|content|reproduc\w{1,8}|reprint\w{0,6}|copyright)\b.{0,80}\b(?:this|the) (?:site|website|author)\b/i,
    longest: 400,
    unspoken: true,
  },
  // What the paper earns, and from whom.
  {
    like: lettered(
      /\b(?:may|might|could|will) (?:also )?(?:earn|receive|get|make|collect) (?:us (?:and our [\p{L} ]{3,30} )?)?(?:an? )?(?:\w+ )?(?:commission|share of|portion of|revenue|compensation|money)\b/iu,
    ),
    says: /\b(?:affiliates?|audience referrals|our links|we (?:may|might|could|will)|links (?:on|in) (?:this|our)|links we provide|qualifying purchases|through (?:our|these|the|any) links|purchases? (?:you make |made )?(?:through|via))\b/i,
    longest: 900,
    unspoken: true,
  },
  {
    like: /^(?:this|our) (?:post|article|page|story|site) (?:may )?(?:contains?|includes?) affiliate links?\b/i,
  },
  {
    like: /^(?:The )?(?:Associated Press|AP)\b.{0,90} receives? (?:financial )?support from [^.]{4,160}\.$/u,
    longest: 400,
  },
  {
    like: /^(?:The )?(?:Associated Press|AP)\b|^The [^.]{2,80} receives? support from /,
    says: /\bsolely responsible for (?:all|its|the|this) content\b/,
  },
  // `(Lamp TV and Wick Radio are both part of the Harbor family.)`
  {
    like: /^\([^()]{2,60} (?:is|are) (?:both |all )?(?:owned by|(?:a )?part of) [^()]{2,50}\)\.?$/,
    longest: 140,
  },
  // What it is no good for.
  {
    like: /^(?:this|the) (?:article|content|story|text|site|website|publisher|translation)\b/i,
    says: /\b(?:accepts? no|assumes? no|disclaims?(?: all)?|takes? no) (?:liability|responsibility)\b|\bnot (?:be )?(?:held )?(?:liable|responsible) for (?:any |the )?(?:errors|accuracy|content|mistakes|omissions)\b/i,
    longest: 300,
    unspoken: true,
  },
  {
    like: /^(?:this|the|all|nothing in this) (?:\w+ )?(?:article|content|information|material|story|report|site|website|page)\b/i,
    says: /\b(?:for (?:general )?(?:informational?|educational|general information)(?: and \w+)? purposes|(?:not|nor|nothing) .{0,30}constitutes? .{0,60}\badvice|should not be (?:taken|construed|considered) as .{0,60}\badvice|not (?:intended|meant) (?:as|to (?:be|give|provide|replace|substitute)) .{0,60}\b(?:advice|diagnosis|treatment))/i,
  },
];

export function isDisclaimer(line: string): boolean {
  const start = line.slice(0, farthest);
  return notices.some(
    ({ like, says, longest = Infinity, unspoken = false }) =>
      line.length <= longest &&
      like.test(start) &&
      (says?.test(start) ?? true) &&
      !(unspoken && /["“”]|\bsaid\b/.test(start)),
  );
}

/** `All rights reserved` in other languages. */
const reservedElsewhere =
  /riproduzione riservata|alle rechte vorbehalten|urheberrechtlich geschützt|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|все права защищены|wszelkie prawa zastrzeżone|tüm hakları saklıdır|無断転載|版权所有/i;

const reserved =
  'reserved riproduzione vorbehalten urheberrechtlich droits reservados riservati voorbehouden В в zastrze haklar 無 版';

export const copyrightCue = cue({
  opens:
    'copyright copyrights c the all right rights this transcript transcripts text texts audio audios content contents © ⓒ ℗ reprinted republished published reproduction republication redistribution reprinting copying any unauthorized no',
  or: reserved,
  says: `${reserved} licensed copyright copyrights c © ⓒ ℗ published reproduced rewritten republished copied broadcast prohibited forbidden allowed permitted permission`,
});

/** `Copyright 2024`, `Copyright: by Ada Quill`. */
const copyrightOf = lettered(
  /^copyright(?: notice)?\s{0,2}[:,]?\s{0,2}(?:©|\(c\)|&copy;|(?:19|20)\d\d\b|by [\p{Lu}])/iu,
);

/** Of a line that names it: that it is the page's own. */
function isNamedCopyright(start: string): boolean {
  return (
    /^copyright (?:statement|notice|declaration)\s?:/i.test(start) ||
    (/^copyright/i.test(start) && copyrightOf.test(start)) ||
    /^(?:the )?copyrights? (?:of|for|in|to) (?:this|the) (?:\w+ )?(?:article|story|content|text|page|material|work|photo)/i.test(
      start,
    ) ||
    /^this (?:document|article|page|content|work|story|text) is (?:subject to|protected by) copyright\b/i.test(
      start,
    ) ||
    /^copyright .{2,40} (?:19|20)\d\d\.?$/i.test(start) ||
    (start.length <= 80 && /^(?:Copyright|COPYRIGHT), \p{Lu}[^.]{2,60}\.?$/u.test(start))
  );
}

export function isCopyright(whole: string): boolean {
  const line = /^[([]c[^)\]]{6}/i.test(whole) && /[)\]]$/.test(whole) ? whole.slice(1, -1) : whole;
  if (line.length < 120 && reservedElsewhere.test(line)) return true;
  const start = line.slice(0, 500);
  if (/^[©ⓒ℗]/.test(start)) return true;
  if (/^\(c\)\s{0,2}(?:copyright|\d{4}|[A-Z])/i.test(start) && start.length < 300) return true;
  const named = /copyright/i.test(start);
  if (named && isNamedCopyright(start)) return true;
  if (/^this (?:document|article|page|content|work|story|text) is licensed under\b/i.test(start)) return true;
  if (/^(?:re)?(?:printed|published) (?:here )?with (?:the )?permission\b.{0,80}$/i.test(start)) return true;
  if (line.length > 400) return false;
  if (/^(?:all )?rights? reserved\b|^all (?:content|material|text)s? [©ⓒ]/i.test(start)) return true;
  if (
    /^(?:any |no |unauthorized |re|copying)/i.test(start) &&
    /^(?:any |no |unauthorized )?(?:reproduction|republication|redistribution|reprinting|copying)\b.{0,120}\b(?:(?:is|are) (?:strictly |expressly )?(?:prohibited|forbidden|not (?:allowed|permitted))|without .{0,40}\b(?:permission|consent))\b.{0,60}$/i.test(
      start,
    ) &&
    !/["“”]|\bsaid\b/.test(start)
  )
    return true;
  if (/\ball rights reserved\.?$/i.test(start)) return true;
  if (
    /^(?:this|the) (?:article|material|content|story|document)\b.{0,80}\b(?:may|must|can)(?: ?not| not) be (?:\w+, ){0,3}(?:published|reproduced|rewritten|republished|copied|broadcast)/i.test(
      start,
    )
  ) {
    return true;
  }
  return named && /^(?:transcript|text|audio|content)s? .{0,60}\bcopyright\b/i.test(start);
}
