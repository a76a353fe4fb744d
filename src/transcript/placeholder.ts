/** Whether a segment only stands for speech, "(Speaking Ukrainian)", and so is worded in the transcript's own language. */
export const isPlaceholder = (text: string): boolean =>
  /^\s*(?:\(.*\)|\[.*\])[.,]?\s*$/su.test(text);
