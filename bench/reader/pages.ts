import { type Known, known, type Printed } from './truth.ts';

/**
 * Pages of each family with all their quirks, made up from a seed, with the truth known because it was there first.
 * Nothing of the reader is used.
 */
export function pagesOf(seed: number, count: number): Known[] {
  const chance = chanceOf(seed);
  const makers = [
    breadcrumbPage,
    breadcrumbPage,
    breadcrumbPage,
    sourcePage,
    footPage,
    countPage,
    fontPage,
    stationPage,
    blogPage,
  ];
  return Array.from({ length: count }, (_, n) => makers[n % makers.length]!(chance));
}

/** A source of chance: numbers, picks and coins. */
interface Chance {
  readonly below: (limit: number) => number;
  readonly pick: <T>(among: readonly T[]) => T;
  readonly coin: (odds: number) => boolean;
}

/** Mulberry32: 32 bits of state, the same everywhere. */
function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (among) => among[below(among.length)]!, coin: (odds) => next() < odds };
}

const subjects = [
  'The harbour council',
  'A lock keeper',
  'Divers',
  'The ferry company',
  'Two bakers',
  'A judge in the upper town',
  'Engineers',
  'The teachers’ union',
  'Nobody on the quay',
  'U.S. officials',
  'The St. Anna hospital',
  'Mr. Wirth',
];
const deeds = [
  'voted to rebuild the old fish market',
  'found a bell in the mud',
  'asked for later trams',
  'measured the wall again',
  'sold the last net',
  'closed the bridge at 3:15 p.m.',
  'wrote to the minister: it was time',
  'counted 1,204 boots',
  'refused to move -- and said so',
  'went home without a word',
  'will pay $4.5 million',
  'opened the gates to anyone with a ticket',
];
const reasons = [
  'after the flood of 2019',
  'because the roof had begun to leak',
  'though the estimate was 3:1 against',
  'three days before the market opens',
  'as every year since 1904',
  'on Tuesday',
  'to the surprise of the harbour office',
  'while the band played "Slow Water"',
  'with a view of the lighthouse',
  'according to a report that was released Thursdayby the state',
];
const things = [
  'lighthouse',
  'tram line',
  'choir',
  'canal',
  'market hall',
  'night ferry',
  'school garden',
  'museum drum',
  'leaf blower',
  'typewriter',
  'ring road',
  'reservoir',
];
const turns = [
  'gets its winter back',
  'and what to know about it',
  'divides the council',
  'returns after 41 years',
  'is sold for $1',
  'keeps experts calm',
  'wins a prize for patience',
  'moves indoors',
  "was 'like snow', witnesses say",
  'to stay open: here’s why',
  'closes; who pays?',
  'and the Q&A everyone asked for',
  '-- a history',
];
const names = [
  'Ada Quill',
  'Ben Ford',
  'Cleo Marsh',
  'Jonas Wirth',
  'Mirela Anton',
  'Nadia Brenner',
  "Sean O'Dell",
  'Li Wen',
];
const brands = ['Tavrilo', 'Ormelix', 'Velmoro Trade', 'Bold Finch Capital', 'Rondavel'];
const sections = [
  'reviews',
  'Scams',
  'News',
  'Stocks',
  'My',
  'Markets',
  'Invest',
  'Finance',
  'Contact',
  'Culture',
  'Tech & Science',
  'U.S.',
];
const sites = [
  'Quiet Harbor Ledger',
  '消息',
  '前500条预览:',
  '×',
  'North-South Post',
  'Ledger -Online',
  'Velmoro Trade',
];
const places: readonly (readonly [string, string])[] = [
  ['LONDON -- ', 'LONDON'],
  ['MIAMI — ', 'MIAMI'],
  ['ST. LOUIS (AP) — ', 'ST. LOUIS'],
  ['MEMPHIS, Tenn. (AP) — ', 'MEMPHIS, Tenn.'],
  ['MAGNOLIA, W.Va. (AP) — ', 'MAGNOLIA, W.Va.'],
  ['TEL AVIV, Israel (AP) — ', 'TEL AVIV, Israel'],
  ['WASHINGTON (Reuters) - ', 'WASHINGTON'],
  ['KYIV, Ukraine – ', 'KYIV, Ukraine'],
  ['SÃO PAULO−', 'SÃO PAULO'],
  ['WINSTON-SALEM, N.C. (AP)—', 'WINSTON-SALEM, N.C.'],
  ['NEW DELHI, India (AP) — ', 'NEW DELHI, India'],
];
const shouts = ['BREAKING — ', 'NASA — ', 'UPDATE -- ', 'CNN — ', 'Lisbon — '];

function headline({ pick, coin }: Chance): string {
  const thing = pick(things);
  const opening = coin(0.2)
    ? pick([
        'FACT FOCUS: ',
        "'It was loud': ",
        '2 arrested: ',
        'Live | ',
        'Why 3 > 2: ',
        '“Nobody asked”: ',
        'Ferry -and fish -',
      ])
    : '';
  return `${opening}${coin(0.5) ? 'The ' : 'Old '}${thing} ${pick(turns)}`;
}

function sentence({ pick }: Chance): string {
  return `${pick(subjects)} ${pick(deeds)} ${pick(reasons)}.`;
}

function prose(chance: Chance): Printed {
  return {
    role: 'paragraph',
    text: Array.from({ length: 1 + chance.below(4) }, () => sentence(chance)).join(' '),
  };
}

/** Body lines of every kind that a page may have. */
function body(chance: Chance, listed: readonly string[]): Printed[] {
  const { pick, coin, below } = chance;
  const lines: Printed[] = [prose(chance), prose(chance)];
  for (let n = below(8); n > 0; n--) {
    const kind = below(14);
    const next = headline(chance).replace(/^'/, '');
    if (kind < 5) lines.push(prose(chance));
    else if (kind === 5) {
      const label = pick(['MORE', 'READ MORE', 'RELATED', 'Watch', 'SEE ALSO']);
      lines.push({ role: 'cross-link', text: `${label}: ${next}`, label, gives: next });
    } else if (kind === 6) {
      const label = pick(['Lottery winner', 'Fish market plans', 'Herring', 'Who runs the quay']);
      lines.push({ role: 'cross-link', text: `${label}:${next}`, label, gives: next });
    } else if (kind === 7 && listed.length > 0) lines.push({ role: 'cross-link', text: pick(listed) });
    else if (kind === 8)
      lines.push({
        role: 'paragraph',
        text: pick(['What happens next?', 'Why it matters', 'The roof', 'Who pays for the bells?']),
      });
    else if (kind === 9)
      for (let item = 2 + below(3); item > 0; item--)
        lines.push({ role: 'paragraph', text: `- ${sentence(chance)}` });
    else if (kind === 10)
      lines.push({
        role: 'paragraph',
        text: `${pick(['CLAIM', 'THE FACTS', 'OUR RATING', 'ADA QUILL', 'Editor', 'Wirth', 'Q'])}: ${sentence(chance)}`,
      });
    else if (kind === 11)
      lines.push({
        role: 'credit',
        text: `${sentence(chance)} (${pick(['AP Photo/', 'Reuters/', 'Photo by '])}${pick(names)})`,
      });
    else if (kind === 12)
      lines.push({
        role: 'unrecognised',
        text: pick([
          '___',
          'Follow us on Facebook and Instagram.',
          'Subscribe to our newsletter.',
          'Advertisement',
          'Sign up for our daily newsletter.',
        ]),
      });
    else
      lines.push({
        role: 'paragraph',
        text: pick([
          'Related',
          'View',
          'Ranking',
          'Follow the money, said the judge.',
          'Copyright law is no help here, she said.',
          'Date: a fruit, said the poster.',
        ]),
      });
    lines.push(prose(chance)); // so that no bare line is the last
  }
  const closing = below(10);
  if (closing < 2) {
    lines.push({
      role: 'credit',
      text: `Ledger News' ${pick(names)} and ${pick(names)} contributed to this story.`,
    });
  } else if (closing === 2) {
    lines.push({
      role: 'credit',
      text: `This episode was produced by ${pick(names)} and edited by ${pick(names)}.`,
    });
    lines.push({ role: 'credit', text: 'Music: "Slow Water" and "Nine Bells"' });
  } else if (closing === 3) {
    lines.push({ role: 'credit', text: 'Rosa Klee is a senior reporter covering the coast for the Ledger.' });
  }
  if (coin(0.1))
    lines.push({
      role: 'unrecognised',
      text: pick([
        'Disclaimer: The copyright of this article belongs to the original author.',
        'Copyright 2024 Ledger Media. All rights reserved.',
        '© 2024 Ledger Media',
      ]),
    });
  return lines;
}

/** Puts a dateline, or what only looks like one, before the first paragraph. */
function withDateline(chance: Chance, lines: Printed[]): string | null {
  const first = lines[0]!;
  if (chance.coin(0.35)) {
    const [text, place] = chance.pick(places);
    lines[0] = { ...first, text: text + first.text };
    return place;
  }
  if (chance.coin(0.1)) lines[0] = { ...first, text: chance.pick(shouts) + first.text };
  return null;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function moment({ below }: Chance): { readonly day: string; readonly time: string } {
  return {
    day: `20${two(15 + below(11))}-${two(1 + below(12))}-${two(1 + below(28))}`,
    time: `${two(below(24))}:${two(below(60))}:${two(below(60))}`,
  };
}

function spaced(chance: Chance, lines: readonly Printed[]): Printed[] {
  return chance.coin(0.5)
    ? [...lines]
    : lines.flatMap((line) => [line, { role: 'blank', text: '' } as const]);
}

function breadcrumbPage(chance: Chance): Known {
  const { pick, coin, below } = chance;
  const brand = coin(0.1) ? pick(brands) : null;
  const title = (brand === null ? '' : brand + pick(['-', '|'])) + headline(chance);
  const section = pick(sections);
  const siteName = pick(sites);
  const { day, time } = moment(chance);
  const broken = coin(0.04);
  const date = broken
    ? pick(['2025-02-30 10:00:00', '2025-13-01 10:00:00', '0000-00-00 00:00:00'])
    : `${day} ${time}`;
  const list = (count: number, marker: string, role: 'related' | 'ranking' | 'recommendation'): Printed[] =>
    Array.from({ length: count }, () => {
      const item = coin(0.04) ? pick(['Small twin', 'Average rate on 30']) : headline(chance);
      return { role, text: marker + item, gives: item };
    });
  const whole = coin(0.6);
  const tail: Printed[] = [];
  for (const [heading, role, count, marker] of [
    ['Related', 'related', 10, '- '],
    ['Ranking', 'ranking', 8, '- '],
    ['Recommendation', 'recommendation', 8, ''],
  ] as const) {
    if (!whole || coin(0.08)) break;
    tail.push({ role: 'heading', text: heading }, ...list(coin(0.05) ? 0 : count, marker, role));
  }
  const listed = tail
    .filter(({ role, gives }) => role !== 'heading' && (gives ?? '').length > 20)
    .map(({ gives }) => gives!);
  const lines = body(
    chance,
    listed.filter((item) => item !== title),
  );
  const dateline = withDateline(chance, lines);
  const likes = 1 + below(42586);
  const liked = whole || coin(0.2);
  const words = ['Great', 'Northern', 'Herring', 'And', 'Ferry', 'Exchange'];
  const view = coin(0.7)
    ? 'View'
    : `${brand ?? pick([...brands, words.slice(0, 1 + below(6)).join(' '), 'Rondavel Rondavel'])} View`;
  const hasBreadcrumb = coin(0.97) || !liked;
  const head: Printed[] = [];
  if (hasBreadcrumb)
    head.push({ role: 'breadcrumb', text: `Current:Home > ${section}${title} -${siteName}` });
  head.push({ role: 'title', text: title });
  if (coin(0.95)) head.push({ role: 'view', text: view });
  const dated = coin(0.98) || head.at(-1)!.text !== 'View';
  if (dated) head.push({ role: 'date', text: `Date:${date}` });
  return known(
    'home-breadcrumb',
    spaced(chance, [
      ...head,
      ...lines,
      ...(liked ? [{ role: 'likes', text: `veryGood! (${likes})` } as const] : []),
      ...tail,
    ]),
    {
      title,
      date: dated && !broken ? `${day}T${time}` : null,
      section: hasBreadcrumb ? section : null,
      siteName: hasBreadcrumb ? siteName : null,
      dateline,
      likes: liked ? likes : null,
    },
    coin(0.1) ? '\r\n' : '\n',
  );
}

const noFields = { title: null, date: null, section: null, siteName: null, dateline: null, likes: null };

function teaser(chance: Chance): string {
  return [sentence(chance), sentence(chance), sentence(chance)].join(' ').slice(0, 100);
}

function sourcePage(chance: Chance): Known {
  const title = `${chance.coin(0.5) ? `${chance.pick(brands)}|` : ''}${headline(chance)}`;
  const [section, siteName] = [chance.pick(sections), chance.pick(brands)];
  const { day, time } = moment(chance);
  const lines = body(chance, []);
  const dateline = withDateline(chance, lines);
  const pairs = Array.from({ length: 4 }, (): Printed[] => [
    { role: 'recommendation', text: headline(chance) },
    { role: 'chrome', text: teaser(chance) },
  ]).flat();
  return known(
    'source-category',
    spaced(chance, [
      { role: 'title', text: title },
      { role: 'date', text: `${day} ${time}source:${siteName}category:${section}` },
      ...lines,
      { role: 'chrome', text: `More:${section}` },
      { role: 'heading', text: 'Recommend' },
      ...pairs,
    ]),
    { ...noFields, title, date: `${day}T${time}`, section, siteName, dateline },
  );
}

function footPage(chance: Chance): Known {
  const { day, time } = moment(chance);
  const lines = body(chance, []);
  const dateline = withDateline(chance, lines);
  return known(
    'view-foot',
    [...lines, { role: 'date', text: `${day} ${time.slice(0, 5)}${1 + chance.below(9999)} view` }],
    {
      ...noFields,
      date: `${day}T${time.slice(0, 5)}:00`,
      dateline,
    },
  );
}

function countPage(chance: Chance): Known {
  const title = headline(chance);
  const section = chance.pick(['politics', 'tech', 'sports', 'World']);
  const { day, time } = moment(chance);
  const lines = body(chance, []);
  const dateline = withDateline(chance, lines);
  return known(
    'glued-count',
    [
      { role: 'title', text: title },
      { role: 'date', text: `${section}${day} ${time}${1 + chance.below(99999)}` },
      ...lines,
      { role: 'chrome', text: 'Address of this article:https://example.org/a/12.html' },
      { role: 'heading', text: 'Popular' },
      ...Array.from({ length: 6 }, () => ({ role: 'ranking', text: headline(chance) }) as const),
      { role: 'heading', text: 'LINKS' },
    ],
    { ...noFields, title, date: `${day}T${time}`, section, dateline },
  );
}

function fontPage(chance: Chance): Known {
  const title = headline(chance);
  const [section, siteName] = [chance.pick(sections), chance.pick(['Ledger Online', 'Quay Radio'])];
  const { day, time } = moment(chance);
  const lines = body(chance, []);
  const dateline = withDateline(chance, lines);
  return known(
    'font-size',
    [
      { role: 'breadcrumb', text: section },
      { role: 'title', text: title },
      {
        role: 'date',
        text: `Font size+Author:${siteName}Source:${section}${day} ${time}Read ${chance.below(900)}comment(0)`,
      },
      { role: 'chrome', text: `${lines[0]!.text} ${lines[1]!.text}`.slice(0, 100).trim() },
      ...lines,
      { role: 'heading', text: 'Related articles' },
      ...Array.from({ length: 5 }, () => {
        const item = headline(chance);
        return { role: 'related', text: `• ${item}`, gives: item } as const;
      }),
    ],
    { ...noFields, title, date: `${day}T${time}`, section, siteName, dateline },
  );
}

function stationPage(chance: Chance): Known {
  const title = headline(chance);
  const { day } = moment(chance);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const printed = [
    'Jan.',
    'Feb.',
    'March',
    'April',
    'May',
    'June',
    'July',
    'Aug.',
    'Sept.',
    'Oct.',
    'Nov.',
    'Dec.',
  ][month - 1]!;
  const hour = chance.below(12);
  const lines = body(chance, []);
  const dateline = withDateline(chance, lines);
  return known(
    'local-broadcaster',
    [
      { role: 'title', text: title },
      ...(chance.coin(0.7) ? [{ role: 'byline', text: `By ${chance.pick(names)}` } as const] : []),
      {
        role: 'date',
        text: `Published: ${printed} ${date}, ${year} at ${hour === 0 ? 12 : hour}:${two(hour)} PM CDT|Updated: 37 minutes ago`,
      },
      ...lines,
      { role: 'unrecognised', text: `Copyright ${year} KQUL. All rights reserved.` },
    ],
    { ...noFields, title, date: `${day}T${two(12 + hour)}:${two(hour)}:00`, dateline },
  );
}

function blogPage(chance: Chance): Known {
  const title = headline(chance);
  const { day } = moment(chance);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const printed = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ][month - 1]!;
  const lines = body(chance, []);
  const dateline = withDateline(chance, lines);
  return known(
    'blog',
    [
      { role: 'title', text: title },
      { role: 'date', text: `${printed} ${date}, ${year}` },
      { role: 'byline', text: `By ${chance.pick(names)}` },
      ...lines,
      { role: 'heading', text: 'Share this:' },
      { role: 'chrome', text: 'Twitter' },
      { role: 'heading', text: 'Leave a Reply' },
      { role: 'unrecognised', text: 'Your email address will not be published.' },
    ],
    { ...noFields, title, date: day, dateline },
  );
}
