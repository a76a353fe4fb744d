/** Lets each citation be copied, with its italics where they can be pasted, and says so on its button. */
export function copyCitations(root: HTMLElement): void {
  const status = root.querySelector('[role=status]');
  for (const button of root.querySelectorAll<HTMLButtonElement>('.cite button')) {
    const citation = button.closest('div')?.querySelector('dd');
    const label = button.textContent;
    button.addEventListener('click', () => {
      // Only secure pages have a clipboard.
      const clipboard = navigator.clipboard as Clipboard | undefined;
      if (!clipboard || !citation) return;
      const as = (type: string, text: string) => ({ [type]: new Blob([text.trim()], { type }) });
      const item = new ClipboardItem({
        ...as('text/plain', citation.innerText),
        ...as('text/html', citation.innerHTML),
      });
      void clipboard.write([item]).then(() => {
        const copied = root.dataset.cited ?? '';
        button.textContent = copied;
        if (status) status.textContent = copied;
        setTimeout(() => {
          button.textContent = label;
          if (status) status.textContent = '';
        }, 2500);
      });
    });
  }
}
