/**
 * The same text in memory of its own, for whatever outlives its source: engines cut a text without copying it, and so a
 * name that is kept would keep the whole file.
 */
export const ownText = (text: string): string => `\0${text}`.slice(1);
