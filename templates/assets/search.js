// The search of the paper. The index is many small files, of which a query needs a few (docs/search.md): this fetches
// them, finds the articles that have all words of the query, and shows the best. Nothing leaves the reader's browser.

/* Words: a query is taken apart as src/articles/words.ts takes articles apart; a test holds the two together. */

const WORD_LIMIT = 31;
const KEY_LENGTH = 3;
const BETWEEN =
  /[\u0000-/:-@[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u037e\u0384-\u0385\u0387\u055a-\u055f\u0589-\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0700-\u070d\u0964\u0965\u0970\u0df4\u0e2f\u0e46\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u0f3a-\u0f3d\u104a-\u104f\u10fb\u1360-\u1368\u1680\u169b\u169c\u17d4-\u17da\u1800-\u180a\u2000-\u206f\u20a0-\u20c0\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3007-\u3020\u3030\u303d\u30a0\u30fb\ud7fc-\ud7ff\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff]|\ud83c[\udc00-\udfff]|\ud83d[\udc00-\udfff]|\ud83e[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const MARKS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: the marks are meant one by one
  /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]|[\ufe00-\ufe0f]/g;
const PLAIN = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
};
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
const SPACELESS =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\ud840-\ud8bf][\udc00-\udfff]/;
const CHARACTERS =
  /(?:[\ud840-\ud8bf][\udc00-\udfff]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b6-\u17d3\u3099\u309a]*/g;

/** A text as it is compared: letters without case, accents and points. */
export function fold(text) {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(NOT_PLAIN, (letter) => PLAIN[letter])
    .normalize('NFC');
}

function cut(word) {
  const short = word.slice(0, WORD_LIMIT);
  return short.length < word.length && /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}

/**
 * The words of a text, folded. Of scripts without spaces: pairs of neighbouring characters, and where `all` is set the
 * last character of a run by itself too, as the index has it; a query needs that only where the run is no longer.
 */
export function wordsIn(text, all = false) {
  const words = [];
  const spaced = (word) => {
    if (word !== '') words.push(cut(/^ال.{3}/su.test(word) ? word.slice(2) : word));
  };
  for (const run of fold(text).replace(BETWEEN, ' ').split(' ')) {
    let characters = [];
    let end = 0;
    const close = () => {
      for (let i = 0; i + 1 < characters.length; i++) words.push(cut(characters[i] + characters[i + 1]));
      if (characters.length === 1 || (all && characters.length > 0)) words.push(characters.at(-1));
      characters = [];
    };
    for (const match of run.matchAll(CHARACTERS)) {
      if (match.index > end) {
        close();
        spaced(run.slice(end, match.index));
      }
      characters.push(cut(match[0]));
      end = match.index + match[0].length;
    }
    close();
    spaced(run.slice(end));
  }
  return words;
}

/** Words that nearly every text has: the index has them of headlines only. */
export const FILLERS = new Set(
  `
    the of and a an in that for on was were with is are as by at it its this these those from his her hers
    him he she they their them be been being have has had but not or nor which when where would could should
    about than then there also into so such if because while until our we you your my me i did does do only
    very more most other some what how
  `
    .trim()
    .split(/\s+/),
);

function isSpaceless(word) {
  return SPACELESS.test(String.fromCodePoint(word.codePointAt(0)));
}

/** The shard of so many that has the words that begin like this one. */
export function partOf(word, parts) {
  const length = isSpaceless(word) ? 1 : KEY_LENGTH;
  let h = 0x811c9dc5;
  for (let i = 0; i < length && i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return Math.floor((((h ^ (h >>> 16)) >>> 0) / 2 ** 32) * parts);
}

/* Shards: src/render/shard.ts writes them and says how. */

const SHARED = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Uint8Array(128);
for (let i = 0; i < 64; i++) VALUES[LETTERS.charCodeAt(i)] = i;

/** The words of a shard and their articles: `[word, in the headline, elsewhere]`, in order of the words. */
export function readShard(text) {
  const [head, dictionary, letters] = text.split('\n');
  const [edition, count] = head.split(' ');
  let at = 0;
  let held = 0;
  let left = 0;
  const bit = () => {
    if (left === 0) {
      if (at === letters.length) throw new Error('a shard ends too early');
      held = VALUES[letters.charCodeAt(at++)];
      left = 6;
    }
    return (held >>> --left) & 1;
  };
  const bits = (width) => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 2 + bit();
    return value;
  };
  const counted = () => {
    let width = 0;
    while (bit() === 0) width++;
    return 2 ** width + bits(width) - 1;
  };
  const places = (n) => {
    const found = [];
    const scale = Math.floor((count * 11) / (n * 16));
    const parameter = scale < 1 ? 0 : 31 - Math.clz32(scale);
    for (let before = -1; found.length < n; found.push(before)) {
      let many = 0;
      while (bit() === 1) many++;
      before += 1 + many * 2 ** parameter + bits(parameter);
    }
    return found;
  };
  const words = [];
  let word = '';
  for (const [, sign, rest] of (dictionary ?? '').matchAll(/([!-/:-@[-`{-~])([^!-/:-@[-`{-~]*)/g)) {
    word = word.slice(0, SHARED.indexOf(sign)) + rest;
    const inHeadline = counted();
    const elsewhere = counted();
    words.push([word, places(inHeadline), places(elsewhere)]);
  }
  return { edition, words };
}

/* The archive: what is fetched, and what is found in it. */

/** How much an article's having a word says: the word itself or one that begins with it, in the headline or below it. */
const HEADLINE = 4;
const HEADLINE_BEGINS = 3;
const BODY = 2;
const BODY_BEGINS = 1;

/** Words of a query beyond these are not looked for. */
const MOST_WORDS = 12;

class Outdated extends Error {}

/** The search index below an address. `get(path, fresh)` gives a file's text, past all caches where `fresh` is set. */
export function openArchive(get) {
  let index = null;
  let files = new Map();
  let fresh = false;

  const file = (path, edition, parse) => {
    let known = files.get(path);
    if (known === undefined) {
      known = get(`search/${path}?${edition}`, fresh).then((text) => {
        const value = parse(text);
        if (value.edition !== edition) throw new Outdated(path);
        return value;
      });
      known.catch(() => files.delete(path));
      files.set(path, known);
    }
    return known;
  };

  const open = () => {
    index ??= get('search/index.json', true).then((text) => {
      const { blocks, ...rest } = JSON.parse(text);
      let from = 0;
      for (const block of blocks) {
        block.from = from;
        block.chunks = block.chunks.map(([id, count, edition]) => {
          const chunk = { id, edition, from };
          from += count;
          chunk.to = from;
          return chunk;
        });
        block.to = from;
      }
      return { ...rest, blocks, count: from };
    });
    index.catch(() => {
      index = null;
    });
    return index;
  };

  /** Runs something that reads files; once more, with everything fetched anew, where files of two editions met. */
  const together = async (work) => {
    try {
      return await work(await open());
    } catch (failure) {
      if (!(failure instanceof Outdated)) throw failure;
      index = null;
      files = new Map();
      fresh = true;
      return await work(await open());
    }
  };

  /** For every article how well it has a word: 0 to 4. */
  const weigh = async (word, { blocks, count }) => {
    const weights = new Uint8Array(count);
    const begins = word.length >= KEY_LENGTH || isSpaceless(word);
    await Promise.all(
      blocks.map(async ({ id, edition, shards, from }) => {
        const { words } = await file(`${id}/${partOf(word, shards)}.txt`, edition, readShard);
        const note = (places, weight) => {
          for (const place of places) if (weights[from + place] < weight) weights[from + place] = weight;
        };
        for (const [each, headline, elsewhere] of words) {
          if (each === word) {
            note(headline, HEADLINE);
            note(elsewhere, BODY);
          } else if (begins && each.startsWith(word)) {
            note(headline, HEADLINE_BEGINS);
            note(elsewhere, BODY_BEGINS);
          }
        }
      }),
    );
    return weights;
  };

  /** The articles a filter lets through: 1, the others 0; null lets all through. */
  const filter = async ({ section, year }, { blocks, years, count }) => {
    if (!section && !year) return null;
    const through = new Uint8Array(count);
    years.forEach(([name, from], i) => {
      if (!year || name === year) through.fill(1, from, years[i + 1]?.[1] ?? count);
    });
    if (section)
      await Promise.all(
        blocks.map(async ({ id, edition, from }) => {
          const { sections, inSection } = await file(`${id}/sections.json`, edition, JSON.parse);
          const wanted = sections.indexOf(section);
          inSection.forEach((position, i) => {
            if (position !== wanted) through[from + i] = 0;
          });
        }),
      );
    return through;
  };

  /**
   * The articles that have all words, best first: most words in the headline, then the better fits, then the newest. Where
   * none has all, those with the most of them; `all` says which it was. Without words: all that the filter lets through.
   */
  const find = (query, filters = {}, complete = true) =>
    together(async (known) => {
      let words = [...new Set(wordsIn(query))];
      const telling = words.filter((word) => !FILLERS.has(word));
      if (telling.length > 0) words = telling;
      words = words.slice(0, MOST_WORDS);
      const last = words.at(-1);
      // A word of which two letters are typed is still to come; what stands before it is looked for meanwhile.
      if (!complete && words.length > 1 && last.length < KEY_LENGTH && !isSpaceless(last))
        words = words.slice(0, -1);
      if (words.length === 0 && !filters.section && !filters.year) return { words, hits: [], all: true };
      const [through, ...weights] = await Promise.all([
        filter(filters, known),
        ...words.map((word) => weigh(word, known)),
      ]);
      const scores = new Map();
      let most = 0;
      for (let i = 0; i < known.count; i++) {
        if (through !== null && through[i] === 0) continue;
        let has = 0;
        let inHeadline = 0;
        let sum = 0;
        for (const weight of weights) {
          const w = weight[i];
          if (w > 0) has++;
          if (w >= HEADLINE_BEGINS) inHeadline++;
          sum += w;
        }
        if (has < most || (has === 0 && words.length > 0)) continue;
        if (has > most) scores.clear();
        most = has;
        scores.set(i, inHeadline * 100 + sum);
      }
      const hits = [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || b - a);
      return { words, hits, all: most === words.length };
    });

  /** What results show of these articles, in the same order. */
  const cards = (hits) =>
    together(({ blocks }) =>
      Promise.all(
        hits.map(async (position) => {
          const chunk = blocks
            .flatMap(({ chunks }) => chunks)
            .find(({ from, to }) => from <= position && position < to);
          const { sections, titles, dates, inSection, urls } = await file(
            `cards/${chunk.id}.json`,
            chunk.edition,
            JSON.parse,
          );
          const i = position - chunk.from;
          const [section, sectionUrl] = sections[inSection[i]];
          const date = dates[i];
          const day = date === '' ? '' : `${date.replaceAll('-', '/')}/`;
          return {
            title: titles[i],
            date,
            section,
            url: urls[i] || `${sectionUrl}${day}${slug(titles[i])}/`,
          };
        }),
      ),
    );

  return { open, find, cards };
}

/** The slug of a title in plain letters; addresses with other slugs are in the index. */
export function slug(title) {
  return title
    .toLowerCase()
    .replace(/['’‘ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/^(.{0,80})-.*$/, (whole, start) => (whole.length > 80 ? start : whole));
}

/* The page. */

/** Results shown at a time. */
const SHOWN = 6;
/** How long typing must rest before it is searched for, ms. */
const REST = 120;

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function dateIn(language, date) {
  const [year, month, day] = date.split('-');
  return language.startsWith('en') ? `${Number(day)} ${MONTHS[month - 1]} ${year}` : date;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A title with the words of the query marked. */
function marked(title, words) {
  const parts = title.split(/([\p{L}\p{N}\p{M}]+)/u);
  return parts.map((part, i) => {
    const folded = i % 2 === 1 ? wordsIn(part) : [];
    const found = folded.some((each) => words.some((word) => each.startsWith(word) && !isSpaceless(word)));
    return found ? element('mark', {}, part) : part;
  });
}

function start(box) {
  const { root, language } = box.dataset;
  const form = box.querySelector('form');
  const field = form.elements.q;
  const status = box.querySelector('[role="status"]');
  const list = box.querySelector('ol');
  const more = box.querySelector('[data-more]');
  const message = (name, count = 0) => (box.dataset[name] ?? '').replace('#', String(count));
  const links = () => [...list.querySelectorAll('a')];

  const archive = openArchive(async (path, fresh) => {
    const answer = await fetch(new URL(root + path, location.href), {
      cache: fresh ? 'no-cache' : 'default',
    });
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return answer.text();
  });

  let turn = 0;
  let found = { words: [], hits: [], all: true };

  const show = async (from, mine) => {
    const cards = await archive.cards(found.hits.slice(from, from + SHOWN));
    if (mine !== turn) return;
    const items = cards.map(({ title, date, section, url }) =>
      element(
        'li',
        {},
        element('a', { href: root + url.slice(1), dir: 'auto' }, ...marked(title, found.words)),
        element(
          'p',
          {},
          section,
          ...(date === '' ? [] : [' · ', element('time', { dateTime: date }, dateIn(language, date))]),
        ),
      ),
    );
    if (from === 0) list.replaceChildren(...items);
    else list.append(...items);
    more.hidden = from + items.length >= found.hits.length;
  };

  const search = async (complete) => {
    const mine = ++turn;
    const query = field.value.trim();
    const filters = { section: form.elements.section.value, year: form.elements.year.value };
    const address = new URL(location.href);
    for (const [name, value] of Object.entries({ q: query, ...filters }))
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    history.replaceState(null, '', address);
    try {
      const result = await archive.find(query, filters, complete || /\s$/.test(field.value));
      if (mine !== turn) return;
      found = result;
      await show(0, mine);
      if (mine !== turn) return;
      const { hits, all, words } = found;
      const asked = words.length > 0 || filters.section || filters.year;
      const kind = !asked
        ? 'ask'
        : hits.length === 0
          ? filters.section || filters.year
            ? 'filtered'
            : 'none'
          : !all
            ? 'some'
            : hits.length === 1
              ? 'one'
              : 'many';
      status.textContent = message(kind, hits.length);
    } catch {
      if (mine === turn) status.textContent = message('failed');
    }
  };

  let resting;
  const soon = () => {
    clearTimeout(resting);
    resting = setTimeout(search, REST, false);
  };
  form.addEventListener('input', soon);
  form.addEventListener('focusin', () => void archive.open().catch(() => {}), { once: true });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(resting);
    await search(true);
    links()[0]?.focus();
  });
  more.addEventListener('click', async () => {
    const shown = links().length;
    try {
      await show(shown, turn);
    } catch {
      status.textContent = message('failed');
    }
    links()[shown]?.focus();
  });

  field.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || event.isComposing || links().length === 0) return;
    event.preventDefault();
    links()[0].focus();
  });
  list.addEventListener('keydown', (event) => {
    const all = links();
    const here = all.indexOf(document.activeElement);
    const there = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1, Escape: -1 }[
      event.key
    ];
    if (there === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (there < 0) field.focus();
    else (all[there] ?? (more.hidden ? all.at(-1) : more)).focus();
  });
  more.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowUp') {
      event.preventDefault();
      links().at(-1)?.focus();
    } else if (event.key === 'Escape') field.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]'))
      return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  const asked = new URL(location.href).searchParams;
  for (const name of ['q', 'section', 'year']) form.elements[name].value = asked.get(name) ?? '';
  for (const select of form.querySelectorAll('select')) if (select.selectedIndex < 0) select.value = '';
  status.textContent = message('ask');
  if (['q', 'section', 'year'].some((name) => asked.get(name))) void search(true);
}

const box = globalThis.document?.querySelector('#search');
if (box) start(box);
