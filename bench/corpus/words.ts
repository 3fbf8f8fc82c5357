import { Random } from '../random.ts';

const split = (words: string): readonly string[] => words.trim().split(/\s+/);

/** What holds English sentences together, the most frequent first. */
export const LITTLE_WORDS = split(`
  the of to and a in that for on was with is as by it at from his her he had be have has an they said not but were
  who its after this which their are she will been more when one would about or up out over also could than before
  there into last first two all no if only during where other most some while what between under against through
  since because many those how both still around another within until`);

/** Words of the trade, so that the text has the rhythm of news. */
export const NOUNS = split(`
  council budget school bridge hospital teacher police trial jury company market rescue storm river harbor museum
  union factory airline rate price recipe garden festival orchestra season coach player team record vaccine study
  lawsuit merger tax housing rent library airport tunnel dam forest wildfire drought flood ferry railway carousel
  lighthouse bakery brewery theater podcast album novel gallery election ballot senator governor mayor treaty border
  satellite telescope engine battery pipeline refinery mine quarry orchard vineyard fishery beach trail stadium`);
export const EVENTS = split(`
  fire strike arson recall audit blackout crash derailment evacuation explosion fraud heist hearing inquiry landslide
  leak outage parade poisoning protest rescue robbery scandal settlement shortage shutdown spill standoff summit
  takeover theft trial verdict vote walkout warning`);
export const ADJECTIVES = split(`
  quiet costly sudden bitter historic narrow secret forgotten rare early late local popular ambitious troubled vast
  modest hidden long-running record-breaking hard-won small-town well-known short-lived second-hand last-minute`);
export const VERBS = split(`
  rejects approves defends sues leaves joins wins loses denies reveals explains sells buys closes opens rebuilds
  delays backs blocks faces halts launches praises questions repeats settles thanks visits warns welcomes`);
const GIVEN_NAMES = split(`
  Ada Alban Anja Basil Bea Bruno Cara Cyril Dana Delia Edda Emil Fay Felix Greta Hal Hedy Ida Ilse Ivo Jonas Juno
  Karl Kira Lena Linus Lola Magnus Mara Milo Nadia Nell Odell Olga Oren Otis Petra Priya Quinn Rafe Rhea Rosa Saul
  Selma Silas Talia Theo Ulla Uma Vera Viggo Wanda Wes Xenia Yara Yusuf Zelda Zeno Renée Søren`);

const STEMS = split(`
  Aber Bar Bel Brin Cal Cor Dal Dor Eld Fal Fen Gar Glen Hal Har Ing Jar Kel Kil Lan Lor Mal Mar Mor Nor Oak Ost Pel
  Pen Quor Ran Ros Sal Sel Stan Tam Tor Ul Val Ver Wal Wes Win Yar Zel Kør Mün`);
const LINKS = ['', 'a', 'e', 'i', 'o', 'en', 'er', 'in', 'ow'];
const SURNAME_ENDS = split(
  'by croft den field gan ham kin land low man mont nell quist ridge sen shaw ton vale well wick',
);
const PLACE_ENDS = split('bury ford haven mouth port stead ton ville worth burgh').concat([
  ' Bay',
  ' County',
  ' Falls',
  ' Heights',
  ' Springs',
  ' Island',
  ' Valley',
  ' Crossing',
]);

export const JUNK_BRANDS = [
  'Tradevine',
  'Zentorix',
  'Coinlark',
  'Velbit',
  'Nuvero Exchange',
  'Finquill',
  'Okarbit',
  'Morrowcap',
];
export const REGIONS = [
  'Tenn.',
  'W.Va.',
  'Minn.',
  'Ore.',
  'N.M.',
  'Norway',
  'Portugal',
  'Ghana',
  'Chile',
  'Vt.',
];
export const SITES = [
  'Harbor Ledger Daily',
  'Northgate Review',
  'Tradevine',
  'Quill & Compass',
  'The Meridian Wire',
  'Lantern Post',
  'Copperfield Times',
  'Zentorix',
  'Prairie Signal',
  'Bluewater Bulletin',
  'Old Mill Gazette',
  '消息',
  'Summit Street Journal',
  'Velbit',
  'Kestrel News',
  'Eastbank Observer',
  'Finquill Growth',
  'Tidewater Dispatch',
  '×',
  'Saltmarsh Herald',
];
export const SECTIONS = [
  'News',
  'Markets',
  'Finance',
  'Invest',
  'Stocks',
  'Scams',
  'My',
  'reviews',
  'Contact',
  'Sports',
  'Culture',
  'Science',
];

/** A surname; there are some 9,000. */
export const surname = (random: Random): string =>
  random.pick(STEMS) + random.pick(LINKS) + random.pick(SURNAME_ENDS);

export const person = (random: Random): string => `${random.pick(GIVEN_NAMES)} ${surname(random)}`;

/** The name of a place; there are some 8,000. */
export const place = (random: Random): string => {
  const end = random.pick(PLACE_ENDS);
  return (
    random.pick(STEMS) +
    random.pick(LINKS) +
    (end.startsWith(' ') ? random.pick(['', 'by', 'ton']) : '') +
    end
  );
};

const ONSETS = split('b br c ch cl d dr f fl fr g gl gr h j k l m n p pl pr r s sc sh sl sp st t th tr v w');
const VOWELS = split('a e i o u ai ea ee ou oa');
const CODAS = ['', '', 'n', 'r', 'l', 's', 't', 'm', 'nd', 'rt', 'ck', 'st'];
const SUFFIXES = ['', '', '', 's', 'ed', 'ing', 'er', 'ly', 'ion', 'ment', 'al', 'ous'];

/** A word nobody has used: `syllables` of them and an ending. */
export const coin = (random: Random, syllables: number): string => {
  let word = '';
  for (let made = 0; made < syllables; made++)
    word += random.pick(ONSETS) + random.pick(VOWELS) + random.pick(CODAS);
  return word + random.pick(SUFFIXES);
};

/** The words of the body text: the trade's own, and then 14,000 coined ones, to be drawn by Zipf's law. */
export const VOCABULARY: readonly string[] = (() => {
  const random = new Random(20);
  const words = new Set([...NOUNS, ...EVENTS, ...VERBS, ...ADJECTIVES]);
  const size = words.size + 14_000;
  while (words.size < size) words.add(coin(random, words.size < 4_000 ? 1 : 2));
  return random.shuffle([...words]);
})();
