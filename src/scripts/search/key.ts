import { isTyping } from '../typing.ts';

/** `/` leads to the search box of any page, unless somebody types or has turned single keys off (WCAG 2.1.4). */
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isOff()) return;
  if (isTyping(event.target)) return;
  event.preventDefault();
  document.querySelector<HTMLElement>('[type=search]')?.focus();
});

/** As the help on a transcript's page leaves it. */
function isOff(): boolean {
  try {
    return localStorage.getItem('turnstone-shortcuts') === 'off';
  } catch {
    return false;
  }
}
