import type { Root } from 'mdast';
import type { Html } from '../base/brand.ts';

/** A body as HTML. */
export function bodyToHtml(root: Root, resolve: (headline: string) => string | null): Html {
  const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return root.children
    .map((node) => {
      if (node.type === 'crossLink') {
        const url = resolve(node.headline);
        return `<aside class="cross-link">${escaped(node.label ?? '')} ${url === null ? escaped(node.headline) : `<a href="${escaped(url)}">${escaped(node.headline)}</a>`}</aside>`;
      }
      const text = 'value' in node ? node.value : 'children' in node ? JSON.stringify(node.children) : '';
      return `<p>${escaped(text)}</p>`;
    })
    .join('\n') as Html;
}
