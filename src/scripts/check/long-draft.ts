import { directionOfText } from '../../transcript/text-direction.ts';

/**
 * Keeps a box with `dir="auto"` quick when its text is long: browsers ask for the direction of the whole text anew with
 * each of its lines, which takes Chromium 20 s for a draft of 1 MB. From then on the first letters tell.
 *
 * @returns what tells the box of a text that a script is about to put in.
 */
export function keepQuick(box: HTMLTextAreaElement): (coming: string) => void {
  let isLong = false;
  const follow = (coming: string) => {
    // A long text that was taken out can come back at once, by undoing.
    isLong ||= box.textLength + coming.length > LONG;
    if (!isLong) return;
    const direction = directionOfText((coming || box.value).slice(0, FIRST));
    if (box.dir !== direction) box.dir = direction;
  };
  box.addEventListener('beforeinput', ({ data }) => {
    if (data !== null && data.length > LONG) follow(data);
  });
  box.addEventListener('input', () => {
    follow('');
  });
  return follow;
}

/** UTF-16 units from which on asking takes noticeable time. */
const LONG = 20_000;
/** UTF-16 units among which the first letter is looked for. */
const FIRST = 1000;
