import type { Element, ElementContent, Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Heading, Root, Text } from 'mdast';
import type { Schema } from 'hast-util-sanitize';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype, { type Options } from 'remark-rehype';
import { unified } from 'unified';
import type { CreditNode, CrossLinkNode } from '../articles/types.ts';
import type { Html } from '../base/brand.ts';
import { crossLinkUrl, headingShift, type Resolve, type Rewrite } from './body.ts';
import { inert, mayRunRightToLeft } from './inert.ts';

/** mdast to HTML by unified: hast, sanitised, stringified. Raw HTML never gets as far as the first of these. */
export function pipeline(root: Root, resolve: Resolve, rewrite: Rewrite = (address) => address): Html {
  const up = headingShift(root);
  const handlers: NonNullable<Options['handlers']> = {
    heading(state, node: Heading) {
      const depth = Math.min(6, Math.max(2, node.depth + up));
      return { type: 'element', tagName: `h${depth}`, properties: {}, children: state.all(node) };
    },
    credit(_, { value }: CreditNode): Element {
      return {
        type: 'element',
        tagName: 'p',
        properties: { className: ['credit'] },
        children: [{ type: 'text', value }],
      };
    },
    crossLink: (_, node: CrossLinkNode) => crossLink(node, resolve),
    // As it is: the parser has trimmed lines, and a line end written as a character reference is to stay.
    text: (_, { value }: Text) => ({ type: 'text', value }),
    html: () => undefined,
  };
  const processor = unified()
    .use(remarkRehype, { handlers })
    .use(() => (tree: HastRoot) => rewriteAddresses(tree, rewrite))
    .use(() => makeInert)
    .use(rehypeSanitize, schema)
    .use(rehypeStringify);
  return processor.stringify(processor.runSync(root)) as Html;
}

function crossLink(node: CrossLinkNode, resolve: Resolve): Element {
  const { label, headline } = node;
  const url = crossLinkUrl(node, resolve);
  const text = (value: string): ElementContent => ({ type: 'text', value });
  const children: ElementContent[] = [];
  if (label !== null) {
    const properties = { className: ['label'] };
    children.push({ type: 'element', tagName: 'span', properties, children: [text(label)] }, text(' '));
  }
  children.push(
    url === null
      ? { type: 'element', tagName: 'span', properties: {}, children: [text(headline)] }
      : { type: 'element', tagName: 'a', properties: { href: url }, children: [text(headline)] },
  );
  return { type: 'element', tagName: 'aside', properties: { className: ['cross-link'] }, children };
}

/** Writes the addresses of links and images as the page wants them; those of cross-links are written already. */
function rewriteAddresses(node: HastNodes, rewrite: Rewrite): void {
  if (node.type !== 'element' && node.type !== 'root') return;
  if (node.type === 'element') {
    const { tagName, properties } = node;
    if (tagName === 'aside') return;
    if (tagName === 'a' && typeof properties.href === 'string') properties.href = rewrite(properties.href);
    if (tagName === 'img' && typeof properties.src === 'string') properties.src = rewrite(properties.src);
  }
  for (const child of node.children) rewriteAddresses(child, rewrite);
}

const blocks: ReadonlySet<string> = new Set(['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'aside']);

/** Makes every text and attribute inert, and lets blocks that may run from right to left find their direction. */
function makeInert(tree: HastRoot): void {
  visit(tree);
}

/** Returns the text below a node as it was. */
function visit(node: HastNodes): string {
  if (node.type === 'text') {
    const { value } = node;
    node.value = inert(value);
    return value;
  }
  if (node.type !== 'element' && node.type !== 'root') return '';
  let text = '';
  for (const child of node.children) text += visit(child);
  if (node.type === 'element') {
    for (const [name, value] of Object.entries(node.properties)) {
      if (typeof value === 'string') node.properties[name] = inert(value);
    }
    if (blocks.has(node.tagName) && mayRunRightToLeft(text)) node.properties.dir = 'auto';
  }
  return text;
}

/** All that a page shows of Markdown. Images may come from anywhere; scripts, styles, frames and forms from nowhere. */
const schema: Schema = {
  tagNames: [
    ...[
      'p',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'ul',
      'ol',
      'li',
      'blockquote',
      'pre',
      'code',
      'hr',
      'br',
      'em',
      'strong',
    ],
    ...['a', 'img', 'aside', 'span'],
  ],
  attributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title'],
    ol: ['start'],
    code: [['className', /^language-[\w+-]+$/]],
    aside: [['className', 'cross-link']],
    span: [['className', 'label']],
    p: [['className', 'credit']],
    '*': [['dir', 'auto']],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  strip: ['script', 'style'],
};
