/** Whether a key means what it writes or plays where it is pressed, and so no shortcut (WCAG 2.1.4). */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, audio, [contenteditable]') !== null;
