import { bareLabel, labelKey } from '../transcript/label.ts';
import { remembering } from '../transcript/remembering.ts';

/**
 * Whether a label names nobody: "UNIDENTIFIED PERSON #1", "SPEAKER_00", "S1", "INTERPRETER". Such a voice belongs to its
 * transcript alone and is never taken for another's.
 */
export const isUnnamedVoice = remembering((label): boolean => {
  const key = labelKey(bareLabel(label));
  return UNNAMED.test(key) || isAccount(label) || UNNAMED.test(key.replace(HEARD_OVER, ''));
});

/** "MAN ON RADIO", "WOMAN 2 (on phone)" */
const HEARD_OVER =
  / (?:on|over|through|via) (?:the )?(?:radio|tv|television|p\.?a\.?|phone|telephone|speakers?|speakerphone|intercom|loudspeaker|megaphone|tape|recording|computer|video|screen)$/u;

/** The voice without a name that a text opens with in brackets of its own: "(UNKNOWN):", "[Unidentified Male]:", "<SPEAKER 2>:". */
export function bracketedVoice(text: string): { label: string; length: number } | null {
  if (!OPENERS.has(text.charAt(0))) return null;
  const [whole = '', ...inside] = BRACKETED.exec(text.slice(0, LONGEST_BRACKETED)) ?? [];
  const label = inside.join('').trim();
  return label !== '' && isUnnamedVoice(label) ? { label, length: whole.length } : null;
}

const OPENERS = new Set('([<');
const BRACKETED =
  /^(?:\(([^()\n]{2,60})\)|\[([^[\]\n]{2,60})\]|<([^<>\n]{2,60})>)\s?[:：](?=\s|$)/u;
const LONGEST_BRACKETED = 80;

/** Whether a meeting calls somebody by what they joined with: "+15550100199", "ana@example.org", "iPhone (2)". */
export const isAccount = (label: string): boolean =>
  label.length <= LONGEST_ACCOUNT && ACCOUNT.test(label.trim());

const LONGEST_ACCOUNT = 80;
const ACCOUNT =
  /^(?:\+?\d[\d ()*.-]{5,24}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:(?:my|\p{L}{2,20}['’]s) )?(?:iphone|ipad|galaxy|android|macbook(?: pro| air)?|laptop|phone|tablet)(?: ?\(\d{1,3}\)| \d{1,3}| (?:de|di|von|van) \p{L}{2,20}(?: \p{L}{2,20})?)?)$/iu;

const UNNAMED =
  /^(?:(?:(?:#?\d{1,3}|\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|another) (?:unidentified )?(?:speaker|person|man|woman|boy|girl|child|voice|caller|listener|protester|male|female)|(?:невідом|неназван|неідентифікован)(?:ий|а|е|і)(?: .*)?|(?:чоловік|жінка|хлопець|дівчина|дитина|голос|натовп|перекладач(?:ка)?|ведуч(?:ий|а)|кореспондент(?:ка)?|журналіст(?:ка)?)(?: ?[#№]? ?\d{1,3})?)|(?:unidentified|unknown|unnamed|anonymous|automated|computer-generated)\b.*|(?:pre-?)?recorded (?!(?:on|by|in|at|from|live|for)\b).+|(?:the )?(?:speaker|person|man|woman|boy|girl|child|children|voice|caller|listener|crowd|protesters?|demonstrators?|audience|choir|chorus|group|everyone|all|both|narrator|announcer|operator|presenter|newsreader|interviewer|interviewee|questioner|reader|reader in (?:the )?studio|actor|actress|male|female|interpreter|translator|reporter|moderator|question|answer|q|a)(?: ?[#_-]? ?\d{1,4})?|(?:channel|ch|spk|guest|s)[ _-]?\d{1,4}(?: (?:(?:speaker|spk)[ _-]?\d{1,4}|s\d{1,4}|[a-z]))?|[a-z]|(?:fe)?male (?:voice|speaker|caller|reporter)(?: ?#?\d{1,4})?|the (?:acting )?(?:speaker|president|chair) pro tempore|the acting (?:chair(?:man|woman|person)?|president)|press officer|(?:deputy |associate |chief )?spokes(?:person|man|woman)|correspondent|(?:deputy )?(?:(?:city|town|county|council|court) )(?:clerk|attorney|manager|secretary|administrator|solicitor)|multiple (?:speakers|voices|people|members)|sponsor|noble lords|the (?:mayor|(?:prime |deputy |foreign )?minister|first lady|governor|secretary-general|moderator|interpreter|videographer|bailiff|foreperson|chair(?:man|woman|person)?|clerk|court|witness|presiding officer|(?:vice |acting )?president|secretary)|(?:p|m|f|s|r|speaker|participant|respondent|interviewee|person|man|woman) ?\d{0,2} ?\?|(?:respondent|resp\.?|participant|informant|interviewee|subject|panell?ist|juror|student|pupil|patient|client|attendee|delegate|audience member|co-?host|host|guest|analyst|респондент(?:ка)?|учасни(?:к|ця)|участни(?:к|ца)|befragte[r]?|teilnehmer(?:in)?|participante|uczestni(?:k|czka))[ _-]?#?\d{1,4}|(?:a |several )?(?:voices?|hecklers?)(?: (?:from|in) the (?:floor|gallery|hall|room|public))?|głosy? z (?:sali|ław)|zwischenrufe?(?: (?:von|aus|bei) .{1,40})?|(?:une |des )?voix (?:dans la salle|dans le public|du public|(?:à|de) (?:droite|gauche)|sur (?:plusieurs|divers) bancs)|(?:una voz|voces)(?: (?:desde|en|del|de la) .{1,40})?|voc[ei] (?:dall['’]aula|dal pubblico)|stem(?:men)? uit de zaal|голос[иа]? (?:із|з|с|из) (?:залу|зали|зала|місця|места)|голос за кадром|voix off|voz en off|stimme aus dem off|(?:мовець|спікер|спикер|sprecher(?:in)?|locuteur|locutrice|intervenant|hablante|orador|发言人|说话人|話者|화자)[ _-]?\d{1,4}|(?:several |some |an )?(?:hon\.? )?members?|members of .*)$/u;
