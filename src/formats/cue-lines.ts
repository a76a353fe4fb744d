import { classifyParenthesis } from '../transcript/parenthesis.ts';

/**
 * Whether a line by itself says what is heard or when, and is nobody's words: "MUSIC", "ACTUALITY IN CAR",
 * "SIGNATURE TUNE", "[MUSIC]", and "3.15 pm", as scripts of radio and records of parliaments have it without brackets
 * or label. Cues are told by their capitals.
 */
export function isCueLine(line: string): boolean {
  if (line.length > LONGEST) return false;
  const inner = /^\[([^[\]]+)\]$/u.exec(line)?.[1];
  if (inner !== undefined) {
    return (
      isCue(inner) ||
      PROCEEDING.test(inner) ||
      classifyParenthesis(`(${inner})`, 'en').kind === 'direction'
    );
  }
  return isCue(line) || [TIME_OF_DAY, PROCEDURE, FURNITURE].some((pattern) => pattern.test(line));
}

const isCue = (text: string): boolean => CUE.test(text) && text === text.toUpperCase();

const LONGEST = 120;
const CUE =
  /^(?:(?:(?:OPENING|CLOSING|THEME|SIGNATURE|INCIDENTAL) )?(?:MUSIC|TUNE|THEME)|(?:MORE |WILD ?TRACK )?ACTUALITY|ACT|ATMOS(?:PHERE)?|GRAMS|PIPS|STING|JINGLE|SFX|F\/?X|SOUND EFFECTS?|TRAILER|ARCHIVE|EXTRACT|CLIP|MONTAGE|VOX POPS?|CROSSFADE|FADE(?: (?:UP|OUT|IN|DOWN))?|(?:COMMERCIAL |AD )?BREAK|APPLAUSE|LAUGHTER|CROSSTALK|SILENCE|PAUSE|END OF (?:ACTUALITY|EXTRACT|CLIP|TAPE|RECORDING|ARCHIVE|MUSIC|MONTAGE|TRANSCRIPT|INTERVIEW|PROGRAMME|PROGRAM))(?=$|[ \t]*[-–—:,(]| (?:OF|IN|AT|FROM|ON|UP|OUT|UNDER|WITH|AND|FADES?|ENDS?|STOPS?|CONTINUES?|PLAYS?|RECORDING)\b)[^.?!]*$/u;
/** What a chamber does, as Westminster's records print it. */
const PROCEDURE =
  /^(?:Several hon\. Members rose|Question put(?:,? and agreed to)?|House adjourned)[ .—–-]{0,3}$/u;
/** "[Whereupon, at 11:10 a.m., the committee was adjourned.]", as records of hearings have it in brackets. */
const PROCEEDING =
  /^(?:Whereupon\b|(?:A |Brief |Luncheon |Short )?recess\b|(?:The )?(?:prepared |opening |written |full )?(?:statement|testimony) of\b.*\bfollows?\b|The (?:information|material|document|letter|article)s?\b.*\bfollows?\b|Subcommittee adjourned|Committee adjourned)/iu;
/** What a page prints beside a transcript. */
const FURNITURE =
  /^(?:listen to this segment|watch the full (?:episode|segment|interview)|advertisement|[-(]? ?more ?[-)]?|-30-)$/iu;
/** "3.15 pm", "1:30 P.M." */
const TIME_OF_DAY = /^\d{1,2}[.:]\d{2} ?[ap]\.?m\.?$/iu;
