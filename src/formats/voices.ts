import { bareLabel, labelKey } from '../transcript/label.ts';

/**
 * Whether a label names nobody: "UNIDENTIFIED PERSON #1", "SPEAKER_00", "S1", "INTERPRETER". Such a voice belongs to its
 * transcript alone and is never taken for another's.
 */
export function isUnnamedVoice(label: string): boolean {
  return UNNAMED.test(labelKey(bareLabel(label)));
}

const UNNAMED =
  /^(?:(?:unidentified|unknown|unnamed|anonymous|automated|computer-generated|recorded)\b.*|(?:the )?(?:speaker|person|man|woman|boy|girl|child|children|voice|caller|listener|crowd|protesters?|demonstrators?|audience|choir|chorus|group|everyone|all|both|narrator|announcer|operator|presenter|newsreader|interviewer|interviewee|questioner|reader|reader in (?:the )?studio|actor|actress|male|female|interpreter|translator|reporter|moderator|question|answer|q|a)(?: ?[#_-]? ?\d{1,4})?|(?:channel|ch|spk|guest|s)[ _-]?\d{1,4}(?: (?:(?:speaker|spk)[ _-]?\d{1,4}|s\d{1,4}|[a-z]))?|[a-z]|(?:fe)?male (?:voice|speaker|caller|reporter)(?: ?#?\d{1,4})?|the (?:chair(?:man|woman|person)?|clerk|court|witness|presiding officer|(?:vice |acting )?president|secretary)|(?:several )?(?:hon\.? )?members|members of .*)$/u;
