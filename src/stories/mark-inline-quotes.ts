import type { Root } from 'mdast';
import type { MdxJsxTextElement } from 'mdast-util-mdx';

/** Tells a story's `<Quote>` that it stands inside a sentence, which only its place in the Markdown says. */
export function markInlineQuotes(): (tree: Root) => void {
  return mark;
}

interface Parented {
  type: string;
  children?: readonly Parented[];
}

function mark(node: Parented): void {
  if (node.type === 'mdxJsxTextElement') {
    const element = node as unknown as MdxJsxTextElement;
    if (element.name === 'Quote') {
      element.attributes.push({ type: 'mdxJsxAttribute', name: 'inline', value: 'inline' });
    }
  }
  for (const child of node.children ?? []) mark(child);
}
