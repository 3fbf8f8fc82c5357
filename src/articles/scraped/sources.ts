import { lettered } from './letters.ts';
import { agencies, isNames, isPersonAlone, person } from './names.ts';

/*
 * Whom a picture is from, as pages print it behind a caption or alone: `Ada Quill/Getty Images`, `Ada Quill for The
 * Daily Lamp`, `Harbor County Sheriff's Office`. What is a source is told by the words with which those end who take
 * or hand out pictures.
 */

/** Those who trade in pictures, beside the news agencies; no word of prose. */
const traders =
  /\b(?:WireImage|FilmMagic|Storyful|BACKGRID|Backgrid|Splash News|NurPhoto|Polaris|Magnum|Sygma|Corbis|Bettmann|Everett Collection|LightRocket|SOPA Images|PictureGroup|imago|Icon Sportswire|NBAE|Kyodo|CNA|MEGA|dpa|ANSA|EFE|TASS|Yonhap|PA Wire|PA Images|Maxar|Planet Labs|Handout|Pool|Netflix|HBO|Hulu|Peacock|Paramount|Disney|Pixar|Marvel|Lionsgate|A24|NBCUniversal|NBCU|CNBC|MSNBC|PBS|BBC|Bravo|Instagram|Facebook|TikTok|Twitter|YouTube|E! News|Flickr|GoFundMe|Wikimedia|Unsplash|Pexels)\b/;

/** How the names of papers, stations and studios end. */
const papers =
  /\b(?:News|Times|Post|Herald|Tribune|Sentinel|Record|Gazette|Journal|Courier|Chronicle|Dispatch|Observer|Star|Globe|Register|Ledger|Examiner|Inquirer|Bulletin|Enquirer|Republic|Statesman|Mercury|Guardian|Telegraph|Mirror|Press|Magazine|Today|Weekly|Daily|Sheet|Current|Images|Photos|Photography|Pictures|Photo|Radio|Television|TV|Network|Studios?|Entertainment|Productions|Films|Newsroom|Newspapers?|Media|Monitor|Beacon|Echo)$|^(?:The )?Daily \p{Lu}\p{L}+$/u;

const papersInCapitals = lettered(new RegExp(papers.source, 'iu'));

/** How the names of offices end, and what they begin with, that hand out pictures. */
const offices = lettered(
  /(?:\b(?:Police|Sheriff|Sheriff['’]s (?:Office|Department|Dept\.?)|Police (?:Department|Dept\.?)|Fire (?:Department|Dept\.?|Rescue|District|Authority)|Coast Guard|National Guard|Forest Service|Park Service|Parks|Weather Service|Wildlife(?: Service)?|Geological Survey|Attorney['’]s Office|Department|Patrol|Office|Army|Navy|Air Force|Marine Corps|Survey|Ministry|Administration|Agency|Authority|Observatory|Laboratory|University|Museum|Zoo|Aquarium|Library of Congress|(?:Law|High|Medical|Business|Middle|Elementary) School|College|Hospital|Archives|Foundation|Institute|Society|Family)|\b(?:Office|Department|Ministry|University|Bureau|Division|College|Institutes?) of (?:the )?\p{Lu}.*|^(?:City|County|State|Museum) of \p{Lu}.*)$/u,
);

/** Offices printed by their letters. */
const letters =
  /^(?:NTSB|NASA|NOAA|USGS|USCG|FBI|DEA|ATF|FEMA|NPS|USFWS|USFS|BLM|ESA|JAXA|CERN|NWS|CDC|DVIDS|NYPD|LAPD|FDNY|CHP|TSA|ICE|CBP|DHS|DOJ|DOD|IDF|UNICEF|UNHCR|NASA\/JPL(?:-Caltech)?|NASA TV|C-SPAN|[WK][A-Z]{3}(?:-TV)?)$/;

const rescuers = lettered(
  /^(?:\p{Lu}[\p{L}.'’-]+ ){1,4}(?:Police Department|Police Dept\.?|Sheriff['’]s (?:Office|Department|Dept\.?)|Fire (?:Department|Rescue)|Highway Patrol|State Police|Coast Guard|Border Patrol|National Park Service|Search (?:and|&) Rescue)$/u,
);

/** Police, rescuers and rangers alone on a line, who hand out the pictures of what happened. */
export function isRescuers(line: string): boolean {
  return line.length <= 60 && rescuers.test(line);
}

/** An agency and nothing else. */
const agencyAlone =
  /^(?:The )?(?:AP|AP Photo|Associated Press|AFP|Reuters|REUTERS|Getty|Getty Images|iStock|iStockphoto|Shutterstock|Alamy|EPA|UPI|USA TODAY Sports|Imagn(?: Images)?|Bloomberg|Xinhua|WireImage|FilmMagic|Storyful|BACKGRID|MEGA)$/;

const personFor = lettered(new RegExp(`^(${person}) (?:for|of) ((?:the |The )?\\p{Lu}.{2,40})$`, 'u'));

/** Whether a name is that of somebody who takes, trades or hands out pictures. */
export function isOutlet(name: string): boolean {
  // Photographers and papers may be printed in capitals throughout.
  if (name.length > 8 && name === name.toUpperCase() && papersInCapitals.test(name)) return true;
  return (
    agencies.test(name) || traders.test(name) || papers.test(name) || letters.test(name) || offices.test(name)
  );
}

/** An account on a network: `Instagram/@adaquill`. */
const handle =
  /^(?:(?:Instagram|Twitter|X|TikTok|Facebook|YouTube|Threads|Snapchat) ?\/ ?@?[\w.]{3,30}|@[\w.]{2,30} ?\/ ?(?:Instagram|Twitter|X|TikTok|Facebook|YouTube|Threads|Snapchat))$/;

/**
 * Names parted by a stroke or by `via`, one of them an outlet's: `Ada Quill/Getty Images for the Lamp`, `Harbor
 * Police via AP`, `Lamp News/Ada Quill, File`.
 */
export function isPartedSource(text: string): boolean {
  if (text.length < 5 || text.length > 110 || /(?<!\/E)!|[?:;]|\.$/.test(text)) return false;
  if (handle.test(text)) return true;
  const parts = text
    .replace(/-(?=(?:Imagn|USA TODAY|Getty|Pool|AFP|AP|Reuters)\b)/, '/')
    .replace(/(?:, ?|\/| )(?:FILE|[Ff]ile)(?: [Pp]hoto)?$/, '')
    .split(/ ?[/|] ?| via /);
  return (
    parts.length > 1 &&
    parts.length < 5 &&
    parts.some((part) => isOutlet(part.replace(/ for .*$/, ''))) &&
    parts.every((part) => part !== '' && isNames(part, 0))
  );
}

/** An office's letters, or an agency, and nothing else: `NOAA`, `Reuters`. */
export function isSourceName(text: string): boolean {
  return letters.test(text) || agencyAlone.test(text);
}

const personAndPaper = lettered(
  new RegExp(`^(${person})(?: ?[/|] ?|, )The (?:\\p{Lu}[\\p{L}’'-]+ ?){1,4}$`, 'u'),
);

const ofNetwork = lettered(
  /^(?:[\p{Lu}][\p{L}’'-]* ){1,4}(?:Network|Newspapers|Media|News Service|Photography)$/u,
);

/** `Ada Quill/The Harbor Echo`, `Ada Quill, The Lamp`: a person and what calls itself `The`, or a network. */
export function isOfPaper(text: string): boolean {
  if (text.length > 70) return false;
  if (text.includes('The ')) return personAndPaper.test(text);
  const comma = text.indexOf(', ');
  return comma > 0 && ofNetwork.test(text.slice(comma + 2)) && isPersonAlone(text.slice(0, comma));
}

/** A person and for whom the picture was taken: `Ada Quill for The Daily Lamp`. */
export function isTakenFor(text: string): boolean {
  const hit = text.length <= 80 && text.includes(' for ') ? personFor.exec(text) : null;
  return hit !== null && isOutlet(hit[2] ?? '') && !opensHeadline.test(hit[1] ?? '');
}

/** Words of headlines all of whose words have capitals: `New Trouble for Lamp News` names nobody. */
const opensHeadline =
  /\b(?:The|A|An|New|Big|Bad|Good|Great|Hard|Trouble|Time|Times|Day|Night|Year|Win|Loss|Praise|Hope|Justice|Awards?|Changes?|Future|Help|Support|Money|Ratings|Questions|Charges|Writing|Working|Looking|Searching|Waiting|Running|Fighting|Vote|Reasons?|Ways|Tips|Ideas|Rules|Jobs?|Deal|Test|First|Last|Next|End|Home|Season|Ready|How|Why|What)\b/;

/** An office or an agency alone, as it stands behind a caption: `NTSB`, `Harbor County Sheriff's Office`. */
export function isOfficeAlone(text: string): boolean {
  if (text.length < 2 || text.length > 70 || /[!?:;,]|[^.]\.$/.test(text)) return false;
  if (letters.test(text) || agencyAlone.test(text)) return true;
  return text.includes(' ') && (offices.test(text) || traders.test(text)) && isNames(text, 0);
}
