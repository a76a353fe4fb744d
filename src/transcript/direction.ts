import { inlineContent } from './content.ts';

/** Whether a paragraph is nothing but directions: "(SOUNDBITE OF BELL)", "(LAUGHTER) (APPLAUSE)". */
export function isStandAloneDirection(text: string, transcriptLanguage: string): boolean {
  if (!/^[\s.,]*\(/.test(text)) return false;
  const parts = inlineContent(text, transcriptLanguage);
  return (
    parts.some(({ type }) => type === 'direction') &&
    parts.every(
      (part) => part.type === 'direction' || (part.type === 'text' && /^[\s.,]*$/.test(part.value)),
    )
  );
}

/** Whether an emphasised paragraph is one parenthesis or bracket: a direction, whatever it says, since it is marked as one. */
export const isMarkedDirection = (text: string): boolean => WHOLE_PARENTHESIS.test(text.trim());

const WHOLE_PARENTHESIS = /^(?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\])$/u;
