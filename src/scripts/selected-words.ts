/** A stretch of a turn's words, and what of it is selected. */
export interface Stretch {
  /** The words as they are shown, white space as typed. */
  text: string;
  /** What the page calls them: "English, through an interpreter"; `null` where they are simply the speaker's words. */
  name: string | null;
  /** UTF-16 units from the start of `text`; equal to `end` where nothing of it is selected. */
  start: number;
  end: number;
}

/** A turn's words in stretches: a new one begins with each paragraph, and where the page names what follows. */
export function stretchesOf(words: HTMLElement, range: Range | null): Stretch[] {
  const stretches: { name: string | null; nodes: Text[] }[] = [];
  let name: string | null = null;
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      stretches.at(-1)?.nodes.push(node);
    } else if (node instanceof HTMLElement) {
      if (node.matches('p')) stretches.push({ name, nodes: [] });
      else if (node.matches('.placeholder')) {
        // What follows an interpreter's sign is the interpreter's, also in the next paragraphs.
        name = node.dataset.heard ?? null;
        stretches.push({ name, nodes: [] });
      } else if (node.matches('.name')) {
        stretches.push({ name: node.dataset.name ?? null, nodes: [] });
        name = null;
      }
    }
  }
  return stretches.flatMap(({ name: called, nodes }) => {
    const [first] = nodes;
    const last = nodes.at(-1);
    if (!first || !last) return [];
    const whole = document.createRange();
    whole.setStart(first, 0);
    whole.setEnd(last, last.length);
    const text = whole.toString();
    return text.trim() === '' ? [] : [{ text, name: called, ...offsets(whole, range) }];
  });
}

/** What is selected of words, paragraphs parted by a blank line; empty where nothing is. */
export const selectedText = (stretches: readonly Stretch[]): string =>
  stretches
    .map(({ text, start, end }) =>
      text
        .slice(start, end)
        .replace(/[ \t\n\r\f]+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .join('\n\n');

/** The sentence that says whose words a summary gives: "Summary of what {speaker} said: {words}", filled. */
export const summaryOf = (sentence: string, speaker: string, words: string): string =>
  sentence.replace(/\{speaker\}|\{words\}/g, (field) => (field === '{words}' ? words : speaker));

function offsets(whole: Range, range: Range | null): Pick<Stretch, 'start' | 'end'> {
  if (!range) return { start: 0, end: whole.toString().length };
  const within = whole.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, within) > 0) {
    within.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, within) < 0) {
    within.setEnd(range.endContainer, range.endOffset);
  }
  const length = within.toString().length;
  within.setEnd(within.startContainer, within.startOffset);
  if (length === 0) return { start: 0, end: 0 };
  within.setStart(whole.startContainer, 0);
  const start = within.toString().length;
  return { start, end: start + length };
}
