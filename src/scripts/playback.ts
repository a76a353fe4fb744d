/** Makes the times beside turns play the page's own recording; without it they open the recording there. */
export function playFromTimes(root: HTMLElement): void {
  const audio = root.querySelector('audio');
  if (!audio) return;
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const start = event.target.closest<HTMLElement>('a[data-start]')?.dataset.start;
    if (start === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    audio.currentTime = Number(start);
    void audio.play();
  });
}
