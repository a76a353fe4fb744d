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
  const ornamented = ORNAMENTED.exec(line)?.[1];
  return (
    isCue(line) ||
    (ornamented !== undefined && isCue(ornamented.toUpperCase())) ||
    [TIME_OF_DAY, PROCEDURE, EXAMINATION, FURNITURE].some((pattern) => pattern.test(line))
  );
}

/** Whether a line by itself says who examines a witness from here on: "BY MS. OSEI:". */
export const isExamination = (line: string): boolean =>
  line.length <= LONGEST && EXAMINATION.test(line);

/** Whether a line opens the list of those who voted one way: "In favour:". */
export const isVote = (line: string): boolean => line.length <= LONGEST_VOTE && VOTE.test(line);

/** Whether a line says that a vote was taken, after which its record lists who voted how. */
export const isVoteTaken = (line: string): boolean =>
  line.startsWith('A ') && line.length <= LONGEST && VOTE_TAKEN.test(line);

/** Whether a line has dots that lead from one thing to another: "President: Ms. Ruiz ........ (Norrland)". */
export const hasDotLeader = (line: string): boolean =>
  line.length <= LONGEST_LEADER && DOT_LEADER.test(line);

/** Whether a line names a part of a call or a programme: "Question-and-Answer Session", "Part 1: The Gate". */
export const isSectionLine = (line: string): boolean =>
  line.length <= LONGEST_SECTION && SECTION.test(line);

const isCue = (text: string): boolean => CUE.test(text) && text === text.toUpperCase();

const LONGEST = 120;
const LONGEST_SECTION = 80;
const LONGEST_LEADER = 240;
const LONGEST_VOTE = 20;
const VOTE_TAKEN = /^A (?:recorded|roll-call|separate) vote was taken\b/u;
const VOTE = /^(?:In favou?r|Against|Abstaining|Abstentions|Absent|Present):$/u;
const DOT_LEADER = /[\p{L})] {1,2}\.{6,160} {0,2}\(?\p{Lu}[^.?!]{0,60}$/u;
const SECTION =
  /^(?:prepared remarks|presentation|questions?[ -](?:and|&)[ -]answers?(?: session)?|q ?& ?a(?: session)?|(?:part|chapter|act) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|[ivx]{1,4})[:.–—-]? [^.?!:]{1,60}|(?:part|chapter|act) (?:\d{1,2}|one|two|three|four|five)|prologue|epilogue|written statements? \(rule \d{1,3}\)):?$/iu;
const CUE =
  /^(?:(?:(?:OPENING|CLOSING|THEME|SIGNATURE|INCIDENTAL) )?(?:MUSIC|TUNE|THEME)|(?:MORE |WILD ?TRACK )?ACTUALITY|ACT|ATMOS(?:PHERE)?|GRAMS|PIPS|STING|JINGLE|SFX|F\/?X|SOUND EFFECTS?|TRAILER|ARCHIVE|EXTRACT|CLIP|MONTAGE|VOX POPS?|CROSSFADE|FADE(?: (?:UP|OUT|IN|DOWN))?|(?:(?:COMMERCIAL|AD|ADVERTISING|SPONSOR|STATION|NEWS|MID-?ROLL) )?BREAK|INTERMISSION|INTERVAL|ENDS|APPLAUSE|LAUGHTER|CROSSTALK|SILENCE|PAUSE|END OF (?:ACTUALITY|EXTRACT|CLIP|TAPE|RECORDING|ARCHIVE|MUSIC|MONTAGE|TRANSCRIPT|INTERVIEW|PROGRAMME|PROGRAM))(?=$|[ \t]*[-–—:,(]| (?:OF|IN|AT|FROM|ON|UP|OUT|UNDER|WITH|AND|FADES?|ENDS?|STOPS?|CONTINUES?|PLAYS?|RECORDING)\b)[^.?!]*$/u;
/** "*** Ad break ***", "--- SPONSOR BREAK ---" */
const ORNAMENTED = /^[*=~_–—-]{2,12} ?([^*=~_–—-]{2,60}?) ?[*=~_–—-]{2,12}$/u;
/** What a chamber does, as the records of Westminster and of the United Nations print it. */
const PROCEDURE =
  /^(?:Several hon\. Members rose|\p{Lu}[\p{L}\p{M}.'’-]{1,20}(?: \p{Lu}[\p{L}\p{M}.'’-]{1,20}){1,4}(?: \([^()]{1,40}\)){1,2} rose|Question put(?:,? and agreed to)?|House adjourned)[ .—–-]{0,3}$|^(?:The meeting (?:was (?:called to order|suspended|resumed|adjourned)|rose)(?: at [^,;:?!]{1,60})?|A (?:recorded|roll-call|separate) vote was (?:taken|requested)|It was so decided|The agenda was adopted|The (?:draft )?(?:resolution|decision)[^?!:]{0,80} was (?:not )?adopted(?: by [^?!:]{1,80})?|The oral (?:draft )?amendment[^?!:]{0,60} was (?:not )?adopted(?: by [^?!:]{1,80})?|Agenda item \d{1,3}(?: \(continued\))?)\.?$/u;
/** "[Whereupon, at 11:10 a.m., the committee was adjourned.]", as records of hearings have it in brackets. */
const PROCEEDING =
  /^(?:Whereupon\b|(?:A |Brief |Luncheon |Short )?recess\b|(?:The )?(?:prepared |opening |written |full )?(?:statement|testimony) of\b.*\bfollows?\b|The (?:information|material|document|letter|article)s?\b.*\bfollows?\b|Subcommittee adjourned|Committee adjourned)/iu;
/** What a court's record prints above questions: "CROSS-EXAMINATION", "BY MS. OSEI:". */
const EXAMINATION =
  /^(?:(?:(?:CONTINUED |FURTHER )?(?:DIRECT|CROSS|REDIRECT|RECROSS)[- ])?EXAMINATION(?: \([\p{Lu} .]{1,40}\))?|(?:[\p{Lu} -]{1,30} )?BY (?:M[RSX]S?|MISS|DR)\.? \p{Lu}[\p{L}\p{M}.'’ -]{1,40}):?$/u;
/** What a page prints beside a transcript. */
const FURNITURE =
  /^(?:listen to this segment|watch the full (?:episode|segment|interview)|advertisement|[-(]? ?more ?[-)]?|-30-|transcript(?:ion)? by (?:www\.)?[\w-]{2,30}\.(?:com|ai|io)|page \d{1,4} of \d{1,4}|[-–—] ?\d{1,4} ?[-–—]|\d{1,2}-\d{3,4}-\d{4}|.{1,60} (?:started|stopped) transcription|share this(?: page| article| story)?:?|filed under:.{0,80}|related (?:stories|articles|posts|links):?|meeting ended after \d[\d:]{1,8}\W{0,9}|transcription (?:started|ended|stopped)\b[^.?!]{0,40})$/iu;
/** "3.15 pm", "1:30 P.M. EST", "00:05:00" */
const TIME_OF_DAY =
  /^(?:\d{1,2}[.:]\d{2} ?[ap]\.?m\.?(?: \p{Lu}{2,4})?|\d{1,2}:[0-5]\d:[0-5]\d)$/iu;
