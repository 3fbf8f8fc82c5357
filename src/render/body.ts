import type { List, PhrasingContent, Root, RootContent } from 'mdast';
import type { Html } from '../base/brand.ts';
import { escapeAttribute, escapeText, isPlain, isSafeUrl, mayRunRightToLeft } from './inert.ts';

/** The address of the article with a headline, written for the page that asks; null where there is none. */
export type Resolve = (headline: string) => string | null;

/** An address that stands in the body, as the page writes it that asks. */
export type Rewrite = (address: string) => string;

/** The general way from mdast to HTML, by unified; see body-pipeline.ts. */
type Pipeline = (root: Root, resolve: Resolve, rewrite: Rewrite) => Html;

let pipeline: Pipeline | null = null;

/** Loads the libraries that bodies from Markdown need, to be awaited before the first of them becomes HTML. */
export async function loadPipeline(): Promise<void> {
  pipeline ??= (await import('./body-pipeline.ts')).pipeline;
}

/**
 * A body as HTML, safe whatever is in it. Bodies that are plain (all that come from scraped text) are put together
 * here, a hundred times as fast as by the pipeline and with the same bytes; the others take the pipeline.
 */
export function bodyToHtml(root: Root, resolve: Resolve, rewrite: Rewrite = (address) => address): Html {
  if (!needsPipeline(root)) return plainBodyToHtml(root, resolve);
  if (pipeline === null)
    throw new Error('loadPipeline was not awaited before a body from Markdown was rendered');
  return pipeline(root, resolve, rewrite);
}

/** Whether a body has more than paragraphs, headings, plain lists, cross-links and credits. */
export function needsPipeline(root: Root): boolean {
  return !root.children.every(isPlainBlock);
}

function isPlainBlock(node: RootContent): boolean {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return node.children.every(isPlainText);
    case 'list':
      return isPlainList(node);
    case 'crossLink':
    case 'credit':
      return true;
    default:
      return false;
  }
}

function isPlainList(list: List): boolean {
  if (list.ordered || list.spread) return false;
  return list.children.every(({ children, checked, spread }) => {
    const [only] = children;
    return (
      typeof checked !== 'boolean' &&
      !spread &&
      children.length === 1 &&
      only?.type === 'paragraph' &&
      only.children.every(isPlainText)
    );
  });
}

function isPlainText(node: PhrasingContent): boolean {
  return node.type === 'text';
}

/** What each block of a plain body becomes; `up` is how far headings are moved. */
function plainBodyToHtml(root: Root, resolve: Resolve): Html {
  const up = headingShift(root);
  let html = '';
  for (const node of root.children) {
    if (html !== '') html += '\n';
    switch (node.type) {
      case 'paragraph':
        html += element('p', '', node.children);
        break;
      case 'heading':
        html += element(`h${Math.min(6, node.depth + up)}`, '', node.children);
        break;
      case 'list':
        html += '<ul>\n';
        for (const item of node.children) {
          html += `${element('li', '', (item.children[0] as { children: PhrasingContent[] }).children)}\n`;
        }
        html += '</ul>';
        break;
      case 'credit':
        html += element('p', ' class="credit"', [{ type: 'text', value: node.value }]);
        break;
      case 'crossLink': {
        const { label, headline } = node;
        const url = crossLinkUrl(node, resolve);
        const name = label === null ? '' : `<span class="label">${escapeText(label)}</span> `;
        const target =
          url === null
            ? `<span>${escapeText(headline)}</span>`
            : `<a href="${escapeAttribute(url)}">${escapeText(headline)}</a>`;
        html += `<aside class="cross-link"${direction(`${label ?? ''}${headline}`)}>${name}${target}</aside>`;
      }
    }
  }
  return html as Html;
}

function element(name: string, attributes: string, children: readonly PhrasingContent[]): string {
  let text = '';
  let whole = '';
  for (const child of children) {
    const { value } = child as { value: string };
    if (isPlain(value)) {
      text += value;
    } else {
      text += escapeText(value);
      whole += value;
    }
  }
  return `<${name}${attributes}${direction(whole)}>${text}</${name}>`;
}

function direction(text: string): string {
  return text !== '' && mayRunRightToLeft(text) ? ' dir="auto"' : '';
}

/** How far headings are moved, so that the highest in the body is the one below the page's title. */
export function headingShift(root: Root): number {
  let highest = 7;
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth < highest) highest = node.depth;
  }
  return highest === 7 ? 1 : 2 - highest;
}

/** Where a cross-link leads: to our article, else where the author says; null where neither is, or is safe. */
export function crossLinkUrl(
  { headline, url }: { headline: string; url?: string },
  resolve: Resolve,
): string | null {
  const target = resolve(headline) ?? url ?? null;
  return target !== null && isSafeUrl(target) ? target : null;
}
