import type { ListItem as ListItemNode, Root, RootContent } from 'mdast';
import type { CrossLink } from '../types.ts';

/** A body line that was kept: what it is and the rule that said so. */
export interface BodyLine {
  readonly text: string;
  readonly role: 'paragraph' | 'cross-link' | 'credit' | 'byline';
  readonly rule: string;
  /** Of a cross-link. */
  readonly link: CrossLink | null;
}

/**
 * The body as mdast: paragraphs, sub-headings (depth 2), lists for runs of `- ` lines, and our `crossLink` and
 * `credit` nodes in their places. Text stays as it is: nothing in it is Markdown.
 */
export function treeOf(body: readonly BodyLine[]): Root {
  const children: RootContent[] = [];
  for (let n = 0; n < body.length; n++) {
    const { text, role, rule, link } = body[n]!;
    if (link !== null) {
      children.push({ type: 'crossLink', label: link.label, headline: link.headline, value: text });
    } else if (role === 'credit' || role === 'byline') {
      children.push({ type: 'credit', value: text });
    } else if (rule === 'body-list-item') {
      const items: ListItemNode[] = [];
      for (; n < body.length && body[n]!.rule === 'body-list-item'; n++) {
        const value = body[n]!.text.slice(2).trim();
        items.push({
          type: 'listItem',
          spread: false,
          children: [{ type: 'paragraph', children: [{ type: 'text', value }] }],
        });
      }
      n--;
      children.push({ type: 'list', ordered: false, spread: false, children: items });
    } else if (rule === 'body-sub-heading') {
      children.push({ type: 'heading', depth: 2, children: [{ type: 'text', value: text }] });
    } else {
      children.push({ type: 'paragraph', children: [{ type: 'text', value: text }] });
    }
  }
  return { type: 'root', children };
}
