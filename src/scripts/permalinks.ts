/** Lets a turn's permalink copy its absolute address, and says so where it was pressed and to screen readers. */
export function copyPermalinks(root: HTMLElement): void {
  const status = root.querySelector('[role=status]');
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>('a.n');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // Only secure pages have a clipboard; elsewhere the link is followed and that is all.
    void (navigator.clipboard as Clipboard | undefined)?.writeText(link.href).then(() => {
      const copied = root.dataset.copied ?? '';
      link.dataset.copied = copied;
      if (status) status.textContent = copied;
      setTimeout(() => {
        delete link.dataset.copied;
        if (status) status.textContent = '';
      }, SHOWN);
    });
  });
}

/** Milliseconds. */
const SHOWN = 2500;
