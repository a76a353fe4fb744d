/**
 * Makes what is copied from a summary say that it is one: "Summary of what Lee Osei said: …". It says so for
 * each turn that the selection touches, and leaves copying from anything but the words alone.
 */
class SummaryWords extends HTMLElement {
  connectedCallback(): void {
    // A selection of the whole page is copied from the body, above this element.
    document.addEventListener('copy', (event) => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      const { text = '', names = '{}' } = this.dataset;
      const nameById = JSON.parse(names) as Record<string, string>;
      const parts = [...this.querySelectorAll<HTMLElement>('[data-words]')].flatMap((words) => {
        const copied = selectedIn(words, range);
        const speaker = words.closest<HTMLElement>('[data-speaker]')?.dataset.speaker ?? '';
        return copied === ''
          ? []
          : [
              text
                .replace('{speaker}', () => nameById[speaker] ?? speaker)
                .replace('{words}', () => copied),
            ];
      });
      if (parts.length === 0) return;
      event.clipboardData?.setData('text/plain', parts.join('\n\n'));
      event.preventDefault();
    });
  }
}

function selectedIn(words: HTMLElement, range: Range): string {
  if (!range.intersectsNode(words)) return '';
  const within = range.cloneRange();
  if (!words.contains(range.startContainer)) within.setStart(words, 0);
  if (!words.contains(range.endContainer)) within.setEnd(words, words.childNodes.length);
  return within.toString().trim();
}

customElements.define('summary-words', SummaryWords);
