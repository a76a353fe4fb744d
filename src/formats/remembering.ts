import { ownText } from '../transcript/own-text.ts';

/** The same function of a short text, which remembers its last answers: a transcript has few labels, many times. */
export function remembering<Answer extends string | boolean>(
  work: (text: string) => Answer,
): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    if (known.size >= MOST) known.clear();
    const worked = work(text);
    known.set(ownText(text), worked);
    return worked;
  };
}

const MOST = 40;
/** Characters. */
const LONGEST = 200;
