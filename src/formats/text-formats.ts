import { bracketed } from './bracketed.ts';
import { broadcast } from './broadcast.ts';
import { boldQuestions, markedDialogue } from './dialogue.ts';
import { chatExport } from './chat-export.ts';
import { copiedPanel } from './copied-panel.ts';
import { descript } from './descript.ts';
import { fieldLines } from './field-lines.ts';
import type { Format } from './format.ts';
import { lettered } from './lettered.ts';
import { labelledText } from './labelled-text.ts';
import { markdownBold } from './markdown-bold.ts';
import { markdownHeading } from './markdown-heading.ts';
import { meetingChat } from './meeting-chat.ts';
import { nameAndTimeLines } from './name-and-time.ts';
import { otter } from './otter.ts';
import { parliament } from './parliament.ts';
import { partedLabels } from './parted-labels.ts';
import { rev } from './rev.ts';
import { screenplay } from './screenplay.ts';
import { timestamps } from './timestamps.ts';

/** The formats whose turns are marked by Markdown. */
export const MARKDOWN_FORMATS: readonly Format[] = [
  descript,
  markdownBold,
  markdownHeading,
  boldQuestions,
];

/**
 * The formats of typed text, which web pages and documents hold too. The names of fields are no labels. What is copied from Teams has marks of its own, and a
 * parliament has labels of its own. Two spaces before a time are Otter's, a time in parentheses Rev's, "From" after a time a
 * meeting's chat; other lines of name and time come after both. Labels in capitals are broadcast text before they are any
 * labels, and times alone make sense only where nobody is named.
 */
export const TYPED_FORMATS: readonly Format[] = [
  fieldLines,
  chatExport,
  copiedPanel,
  parliament,
  otter,
  rev,
  meetingChat,
  nameAndTimeLines,
  bracketed,
  screenplay,
  broadcast,
  labelledText,
  lettered,
  partedLabels,
  timestamps,
  markedDialogue,
];
