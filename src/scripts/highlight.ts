/** Turns the swatches in the list of speakers into buttons that set one speaker's turns off from the rest. */
export function highlightSpeakers(root: HTMLElement): void {
  const turns = root.querySelectorAll<HTMLElement>('.turn');
  const buttons = [...root.querySelectorAll<HTMLElement>('[data-highlight]')].map((swatch) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = swatch.className;
    button.textContent = swatch.textContent;
    button.dataset.highlight = swatch.dataset.highlight ?? '';
    button.title = swatch.dataset.label ?? '';
    button.setAttribute('aria-label', button.title);
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
      const isOn = button.getAttribute('aria-pressed') === 'false';
      for (const other of buttons) {
        other.setAttribute('aria-pressed', String(isOn && other === button));
      }
      for (const turn of turns) {
        const isTheirs = turn.dataset.speaker === swatch.dataset.highlight;
        turn.classList.toggle('chosen', isOn && isTheirs);
      }
      root.classList.toggle('highlighting', isOn);
    });
    swatch.replaceWith(button);
    return button;
  });
}
