import type { Root, RootContent } from 'mdast';
import { isAmong } from '../articles/short-lines.ts';
import type { BodyLinks } from '../pages/types.ts';

/**
 * A body as the archive reads it (site/infer.ts): a paragraph or sub-heading that is the title of another article is a
 * cross-link in its place, and lines of the page's frame are left out. The very root given where nothing was settled.
 */
export function settledRoot(root: Root, { bareLinks, frame }: Pick<BodyLinks, 'bareLinks' | 'frame'>): Root {
  if (bareLinks.length + frame.length === 0) return root;
  const titles = new Set(bareLinks.map(([line]) => line));
  return {
    ...root,
    children: root.children.flatMap((block): RootContent[] => {
      if (block.type !== 'paragraph' && block.type !== 'heading') return [block];
      const [only, another] = block.children;
      if (only?.type !== 'text' || another !== undefined) return [block];
      const line = only.value;
      if (titles.has(line)) return [{ type: 'crossLink', label: null, headline: line, value: line }];
      return isAmong(line, frame) ? [] : [block];
    }),
  };
}
