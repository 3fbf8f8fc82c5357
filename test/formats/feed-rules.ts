import { children, type Node, textOf } from './xml.ts';

const ATOM = '{http://www.w3.org/2005/Atom}';
const CONTENT = '{http://purl.org/rss/1.0/modules/content/}encoded';
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const isAddress = (text: string | undefined): boolean =>
  text !== undefined && /^https?:\/\/[\x21-\x7e]+$/.test(text) && URL.canParse(text);
const isRfc822 = (text: string): boolean => {
  const parts =
    /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) \d{2}:\d{2}:\d{2} [+-]\d{4}$/.exec(
      text,
    );
  // The name of the day must be that of the date.
  return parts !== null && WEEKDAYS[new Date(`${text.slice(5, 16)} UTC`).getUTCDay()] === parts[1];
};
const isRfc3339 = (text: string | undefined): boolean =>
  text !== undefined &&
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
  !Number.isNaN(Date.parse(text));

/** Addresses in HTML that only a page of the site itself could resolve. */
function relativeAddresses(html: string): string[] {
  return [...html.matchAll(/<[a-z][^>]*?\s(?:href|src)="([^"]*)"/gi)]
    .map(([, address = '']) => address)
    .filter((address) => !/^(https?:|mailto:)/.test(address));
}

const CHANNEL_ONCE =
  'title link description language copyright managingEditor webMaster pubDate lastBuildDate';
const CHANNEL = new Set(
  `${CHANNEL_ONCE} category generator docs cloud ttl image rating textInput skipHours skipDays item`.split(
    ' ',
  ),
);
const ITEM = new Set(
  'title link description author category comments enclosure guid pubDate source'.split(' '),
);

/** What is wrong with a feed by RSS 2.0 and the RSS Advisory Board's Best Practices Profile. */
export function rssProblems(root: Node): string[] {
  const wrong: string[] = [];
  const say = (rule: boolean, what: string): void => {
    if (!rule) wrong.push(what);
  };
  say(root.name === 'rss' && root.attributes.version === '2.0', 'the root is rss 2.0');
  say(root.children.length === 1 && root.children[0]?.name === 'channel', 'one channel');
  const channel = root.children[0]!;
  for (const name of ['title', 'link', 'description'])
    say(
      children(channel, name).length === 1 && textOf(channel, name)!.trim() !== '',
      `channel has a ${name}`,
    );
  for (const name of CHANNEL_ONCE.split(' '))
    say(children(channel, name).length <= 1, `channel has one ${name}`);
  say(isAddress(textOf(channel, 'link')), 'the channel’s link is absolute');
  for (const { name } of channel.children)
    say(name.startsWith('{') || CHANNEL.has(name), `channel knows ${name}`);
  const self = children(channel, `${ATOM}link`).filter(({ attributes }) => attributes.rel === 'self');
  say(self.length === 1 && isAddress(self[0]?.attributes.href), 'one atom:link to itself');
  const built = textOf(channel, 'lastBuildDate');
  say(built === undefined || isRfc822(built), `lastBuildDate ${built}`);
  const guids = new Set<string>();
  for (const item of children(channel, 'item')) {
    say(children(item, 'title').length + children(item, 'description').length > 0, 'an item says something');
    for (const name of ITEM)
      if (name !== 'category') say(children(item, name).length <= 1, `item has one ${name}`);
    for (const { name } of item.children) say(name.startsWith('{') || ITEM.has(name), `item knows ${name}`);
    say(isAddress(textOf(item, 'link')), 'the item’s link is absolute');
    const [guid] = children(item, 'guid');
    say(guid !== undefined && !guids.has(guid.text), 'a guid of its own');
    guids.add(guid?.text ?? '');
    say(guid?.attributes.isPermaLink === 'false' || isAddress(guid?.text), 'a permalink guid is an address');
    say(isRfc822(textOf(item, 'pubDate') ?? ''), `pubDate ${textOf(item, 'pubDate')}`);
    say(textOf(item, 'author') === undefined, 'authors without an e-mail address are dc:creator');
    const order = item.children.map(({ name }) => name);
    say(order.indexOf('description') < order.indexOf(CONTENT), 'description comes before content:encoded');
    const html = `${textOf(item, 'description') ?? ''}${textOf(item, CONTENT) ?? ''}`;
    for (const address of relativeAddresses(html)) wrong.push(`a relative address: ${address}`);
    say(!/<(script|style|iframe|object|embed|form)\b/i.test(html), 'no active content');
  }
  return wrong;
}

/** What is wrong with a feed by RFC 4287. */
export function atomProblems(root: Node): string[] {
  const wrong: string[] = [];
  const say = (rule: boolean, what: string): void => {
    if (!rule) wrong.push(what);
  };
  const one = (node: Node, name: string): Node | undefined => {
    const found = children(node, ATOM + name);
    say(found.length === 1, `exactly one ${name}`);
    return found[0];
  };
  say(root.name === `${ATOM}feed`, 'the root is a feed');
  const known =
    /^(author|category|contributor|generator|icon|id|link|logo|rights|subtitle|title|updated|entry)$/;
  for (const { name } of root.children)
    say(!name.startsWith(ATOM) || known.test(name.slice(ATOM.length)), `feed knows ${name}`);
  say(isAddress(one(root, 'id')?.text), '4.2.6 the id is an IRI');
  one(root, 'title');
  say(isRfc3339(one(root, 'updated')?.text), '3.3 updated');
  const links = (node: Node, rel: string): Node[] =>
    children(node, `${ATOM}link`).filter(({ attributes }) => (attributes.rel ?? 'alternate') === rel);
  say(links(root, 'self').length === 1, '4.1.1 a link to itself');
  say(links(root, 'alternate').length <= 1, '4.1.1 one alternate a type and language');
  const ids = new Set<string>();
  for (const entry of children(root, `${ATOM}entry`)) {
    const id = one(entry, 'id')?.text ?? '';
    say(isAddress(id) && !ids.has(id), '4.1.2 an id of its own');
    ids.add(id);
    one(entry, 'title');
    say(isRfc3339(one(entry, 'updated')?.text), '3.3 updated of an entry');
    for (const { text } of children(entry, `${ATOM}published`)) say(isRfc3339(text), '3.3 published');
    say(
      children(entry, `${ATOM}author`).length > 0 || children(root, `${ATOM}author`).length > 0,
      '4.1.1 an author',
    );
    for (const author of children(entry, `${ATOM}author`))
      say(children(author, `${ATOM}name`).length === 1, '3.2.1');
    say(links(entry, 'alternate').length === 1, '4.1.2 one alternate');
    for (const { attributes } of children(entry, `${ATOM}link`))
      say(isAddress(attributes.href), '4.2.7.1 href');
    for (const { attributes } of children(entry, `${ATOM}category`))
      say((attributes.term ?? '') !== '', '4.2.2.1 term');
    const content = children(entry, `${ATOM}content`);
    say(
      content.length <= 1 && content.every(({ children: inside }) => inside.length === 0),
      '4.1.3.3 HTML as text',
    );
    for (const address of relativeAddresses(content[0]?.text ?? ''))
      wrong.push(`a relative address: ${address}`);
  }
  return wrong;
}

const FEED_KEYS =
  /^(version|title|home_page_url|feed_url|description|user_comment|next_url|icon|favicon|authors|language|expired|hubs|items|_\w+)$/;
const ITEM_KEYS =
  /^(id|url|external_url|title|content_html|content_text|summary|image|banner_image|date_published|date_modified|authors|tags|language|attachments|_\w+)$/;

/** What is wrong with a feed by JSON Feed 1.1. */
export function jsonFeedProblems(text: string): string[] {
  const wrong: string[] = [];
  const say = (rule: boolean, what: string): void => {
    if (!rule) wrong.push(what);
  };
  const feed = JSON.parse(text) as Record<string, unknown>;
  say(feed.version === 'https://jsonfeed.org/version/1.1', 'version');
  say(typeof feed.title === 'string' && feed.title !== '', 'title');
  for (const key of ['home_page_url', 'feed_url']) say(isAddress(feed[key] as string), key);
  for (const key of Object.keys(feed)) say(FEED_KEYS.test(key), `feed knows ${key}`);
  say(Array.isArray(feed.items), 'items');
  const ids = new Set<string>();
  const authors = (value: unknown): void => {
    if (value === undefined) return;
    say(Array.isArray(value) && value.length > 0, 'authors is a list');
    for (const author of value as Record<string, unknown>[])
      say(
        Object.keys(author).length > 0 && Object.keys(author).every((key) => /^(name|url|avatar)$/.test(key)),
        'an author has a name, url or avatar',
      );
  };
  authors(feed.authors);
  for (const item of feed.items as Record<string, unknown>[]) {
    say(typeof item.id === 'string' && item.id !== '' && !ids.has(item.id), 'an id of its own');
    ids.add(item.id as string);
    say(typeof item.content_html === 'string' || typeof item.content_text === 'string', 'content');
    for (const key of Object.keys(item)) say(ITEM_KEYS.test(key), `item knows ${key}`);
    for (const key of ['date_published', 'date_modified'])
      say(item[key] === undefined || isRfc3339(item[key] as string), key);
    for (const key of ['url', 'external_url'])
      say(item[key] === undefined || isAddress(item[key] as string), key);
    authors(item.authors);
    say(
      item.tags === undefined || (item.tags as unknown[]).every((tag) => typeof tag === 'string'),
      'tags are texts',
    );
    for (const address of relativeAddresses(String(item.content_html)))
      wrong.push(`a relative address: ${address}`);
  }
  return wrong;
}
