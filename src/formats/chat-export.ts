import { labelKey } from '../transcript/label.ts';
import type { ProblemReporter } from '../transcript/problem.ts';
import type { Format, Heard, Passage, ReadOptions, Reading } from './format.ts';
import { linesOf } from './lines.ts';
import { senderOf } from './meeting-chat.ts';

/**
 * A chat saved as text: WhatsApp's "[12/03/2025, 10:02:11] Ana Ruiz: words" and "12.03.25, 10:02 - Ana Ruiz: words", and the
 * logs of IRC, "10:02 <ana> words". What the program says, "Ana joined" and "Ana: <Media omitted>", is a direction; days
 * and hours are no times of a recording and left out.
 */
export const chatExport: Format = {
  id: 'chat-export',
  name: 'Saved chat (WhatsApp, IRC)',
  example: [
    '[12/03/2025, 10:02:11] Ana Ruiz: The ice is back.',
    '[12/03/2025, 10:02:40] Lee Osei: I can hear it from here.',
  ].join('\n'),
  atMost: 0.85,
  detect,
  read,
  wording: (source) =>
    linesRead(source).flatMap(({ place, sender, text, notice }) => [
      ...(sender === null ? [] : [{ ...place, text: sender }]),
      { ...place, text },
      { ...place, text: notice },
    ]),
};

function detect(source: string): number {
  let messages = 0;
  let others = 0;
  for (const { text } of linesOf(source)) {
    if (text === '') continue;
    const line = lineRead(text);
    if (line.sender !== null) messages += 1;
    else if (!line.isProgram) others += 1;
    if (messages + others === LINES_TO_DETECT) break;
  }
  return messages > 1 && messages * 2 >= others ? 0.85 : 0;
}

function read(source: string, report: ProblemReporter, { labels }: ReadOptions): Reading {
  const lines = linesRead(source);
  const heard = lines.flatMap(({ place, sender, isProgram, text, notice }, n): Heard[] => {
    const goesOn = lines[n + 1]?.isMessage === false;
    if (isProgram && sender !== null && !goesOn)
      return [{ kind: 'direction', ...place, text: `${sender}: ${text}` }];
    const kind = isProgram ? 'direction' : 'words';
    const said = [
      ...(text === '' ? [] : [{ kind, ...place, text } as const]),
      ...(notice === '' ? [] : [{ kind: 'direction', ...place, text: notice } as const]),
    ];
    if (sender === null) return said;
    const means = senderOf(sender);
    return [{ kind: 'label', ...place, text: sender, start: null, end: null, means }, ...said];
  });
  reportTimes(lines, report);
  const senders = heard.flatMap((item) => (item.kind === 'label' ? [item] : []));
  reportSenders(senders, labels, report);
  return { heard, title: null, date: null, language: null, provenance: null, isWritten: true };
}

/** What a line of a chat is. */
interface ChatLine {
  /** `null` where it goes on with a message, or the program says it. */
  sender: string | null;
  /** Whether a message begins here, or the program says something. */
  isMessage: boolean;
  /** Whether the program wrote it, of itself or in place of what the sender sent. */
  isProgram: boolean;
  isTimed: boolean;
  text: string;
  /** What the program adds to the message. */
  notice: string;
}

const linesRead = (source: string): (ChatLine & { place: Passage })[] =>
  [...linesOf(source)].flatMap((place) =>
    place.text === '' ? [] : [{ ...lineRead(place.text), place }],
  );

function lineRead(typed: string): ChatLine {
  const line = typed.replace(/^[\u200E\u200F]+/u, '');
  const start = line.slice(0, LONGEST_OPENING);
  const stamp = STAMP.exec(start)?.[0] ?? '';
  const hour = stamp === '' ? (HOUR.exec(start)?.[0] ?? '') : '';
  const lead = stamp.length + hour.length;
  const isTimed = lead > 0;
  const nick = stamp === '' ? NICK.exec(start.slice(lead)) : null;
  if (nick) {
    const sender = nick.groups?.nick ?? '';
    const text = line.slice(lead + nick[0].length).trim();
    return { sender, isMessage: true, isProgram: false, isTimed, text, notice: '' };
  }
  const rest = line.slice(lead);
  if (stamp === '') {
    const isProgram = isTimed && PROGRAM.test(rest.slice(0, 9));
    const [text, notice] = isProgram ? [rest.trim(), ''] : partNotice(line);
    return { sender: null, isMessage: isProgram, isProgram, isTimed: isProgram, text, notice };
  }
  const sender = SENDER.exec(rest.slice(0, LONGEST_OPENING))?.groups?.sender?.trim() ?? null;
  const typedText = (sender === null ? rest : rest.slice(rest.indexOf(':') + 1)).trim();
  const isProgram = sender === null || isProgramsOwn(typedText);
  const [text, notice] = isProgram
    ? [typedText.replace(/^\u200E/u, ''), '']
    : partNotice(typedText);
  return { sender, isMessage: true, isProgram, isTimed, text, notice };
}

/** Whether a message is what WhatsApp writes where there are no words of the sender's: it has marks that nobody types. */
const isProgramsOwn = (text: string): boolean =>
  text.startsWith('\u200E') || (text.length < LONGEST_NOTICE && INSTEAD_OF_WORDS.test(text));

/** What WhatsApp adds at a message's end: "\u200E<This message was edited>", "\u200E<attached: 0001-PHOTO.jpg>". */
function partNotice(text: string): [text: string, notice: string] {
  const at = text.lastIndexOf('\u200E<');
  const isNotice = at > 0 && text.endsWith('>') && text.length - at < LONGEST_NOTICE;
  const edited = isNotice ? null : EDITED.exec(text.slice(-LONGEST_NOTICE))?.[0];
  const length = isNotice ? text.length - at : (edited?.length ?? 0);
  return length === 0
    ? [text, '']
    : [text.slice(0, -length).trim(), text.slice(-length).replaceAll('\u200E', '').trim()];
}

function reportTimes(lines: readonly (ChatLine & { place: Passage })[], report: ProblemReporter) {
  const first = lines.find(({ isTimed }) => isTimed);
  if (!first) return;
  report(
    'warning',
    first.place,
    `The day and hour of each message are left out: a turn's time is an offset from the start of a recording. Give the day with --date.`,
  );
}

/** Tells of each sender who has one name alone. */
export function reportSenders(
  senders: readonly Passage[],
  labels: readonly string[],
  report: ProblemReporter,
): void {
  const told = new Set(labels.map(labelKey));
  for (const { text, ...place } of senders) {
    if (!senderOf(text).unnamed || told.has(labelKey(text))) continue;
    told.add(labelKey(text));
    report(
      'warning',
      place,
      `"${text}" is never given in full, so "${text}" is a voice of this transcript alone. Say who it is: --speaker "${text}=Full Name".`,
    );
  }
}

const LINES_TO_DETECT = 300;
/** Characters: a day, an hour and a name. */
const LONGEST_OPENING = 160;
/** "[12/03/2025, 10:02:11] ", "12.03.25, 10:02 - ", "3/12/25, 10:02 AM - " */
const STAMP =
  /^\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u00A0\u202F]?[ap]\.?[ \u00A0]?m\.?)?(?:\]| [-–])[ \u200E\u200F]{1,3}/iu;
/** "10:02 ", "[10:02:11] " */
const HOUR = /^(?:\[\d{1,2}:\d{2}(?::\d{2})?\]|\d{1,2}:\d{2}(?::\d{2})?) /u;
/** "<ana> ", "<@ana> " */
const NICK = /^<[@+%~& ]?(?<nick>[\p{L}\p{N}_[\]\\^{}|`-]{1,40})>(?: |$)/u;
/** What an IRC program says: "-!- ana has joined", "*** ana is away", "* ana waves". */
const PROGRAM = /^(?:-!-|\*{1,3}|-->|<--|--) /u;
/** Characters of what the program writes into a message. */
const LONGEST_NOTICE = 160;
/** "<Media omitted>" in whatever language, "IMG-20250312-WA0001.jpg (file attached)", "This message was deleted" */
const INSTEAD_OF_WORDS =
  /^(?:<[^<>]+>|[\p{L}\p{N}_-]+\.\p{L}[\p{L}\p{N}]{1,4} \([^()]+\)|(?:This message was deleted|You deleted this message)\.?)$/u;
const EDITED = / <This message was edited>$/u;
const SENDER = /^(?<sender>[^:"“”«»\n]{1,80}):(?:\s|$)/u;
