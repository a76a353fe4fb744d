import { selectedText, stretchesOf, summaryOf } from './selected-words.ts';

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
        const copied = selectedText(stretchesOf(words, range));
        const speaker = words.closest<HTMLElement>('[data-speaker]')?.dataset.speaker ?? '';
        return copied === '' ? [] : [summaryOf(text, nameById[speaker] ?? speaker, copied)];
      });
      if (parts.length === 0) return;
      event.clipboardData?.setData('text/plain', parts.join('\n\n'));
      event.preventDefault();
    });
  }
}

customElements.define('summary-words', SummaryWords);
