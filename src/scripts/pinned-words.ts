/**
 * Leads a link that pins words the page knows nothing of, `#t7~ffff`, to its turn, and says there that the words are
 * not on record. What is on record needs no script.
 */
export function findPinnedWords(root: HTMLElement): void {
  const find = () => {
    const [, turn = ''] = /^#(t\d+[a-z]*)~/.exec(location.hash) ?? [];
    const place = document.getElementById(turn);
    if (!place || document.getElementById(location.hash.slice(1))) return;
    location.replace(`#${turn}`);
    const told = document.createElement('p');
    told.className = 'told unknown-pin';
    told.setAttribute('role', 'status');
    place.querySelector('.said')?.prepend(told);
    // A status that is filled after it stands in the page is read out.
    told.textContent = root.dataset.unknownPin ?? '';
  };
  find();
  addEventListener('hashchange', find);
}
