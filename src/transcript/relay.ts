/**
 * Whether a turn opens with a phrase of relaying: "He's saying …", "She says …", "He's talking about …",
 * in the language of the transcript.
 *
 * Only a pronoun and a verb of saying count: "Kakissis says" may report anything.
 */
export function opensWithRelay(text: string, language: string): boolean {
  const opening = text.slice(0, 60).replaceAll('’', "'").trimStart();
  const phrase = RELAYS[language.split('-', 1)[0] ?? ''];
  return phrase?.test(opening) ?? false;
}

const RELAYS: Record<string, RegExp | undefined> = {
  en: /^(?:(?:well|so|and|yes|yeah|right|now|here)[,.]? )?(?:(?:what )?(?:he|she|they)(?:'s|'re| is| are| was| were)? (?:basically |essentially |also |just )?(?:saying|says?|said|telling|tells?|told|talking about|talks? about|talked about|explaining|explains?|explained|describing|describes?|described|asking|asks?|asked|arguing|argues?|argued)|(?:he|she|they)(?:'s|'re) (?:warning|insisting))(?!\p{L})/iu,
  uk: /^(?:(?:отже|тож|так|ну)[,.]? )?(?:він|вона|вони) (?:каже|кажуть|говорить|говорять|сказав|сказала|сказали|розповідає|розповідають|пояснює|пояснюють|питає|питають)(?!\p{L})/iu,
};
