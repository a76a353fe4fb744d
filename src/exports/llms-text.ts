import {
  exportPath,
  feedPath,
  INDEX,
  SCHEMA,
  transcriptPath,
  turnFilePath,
} from '../archive/addresses.ts';
import { exportsOf } from '../archive/exports.ts';
import type { Archive } from '../archive/model.ts';
import { turnFilesOf } from '../archive/turn-files.ts';
import { withoutDirectionControls } from '../transcript/direction-controls.ts';
import type { ExportContext } from './transcript-files.ts';

/** `/llms.txt` (https://llmstxt.org/): what is here, for programs that read text, with the newest transcripts. */
export function llmsText(archive: Archive, { texts, url }: ExportContext): string {
  const { site } = archive;
  const files = [
    INDEX,
    SCHEMA,
    feedPath('', 'feed.json'),
    ...turnFilesOf(archive).map(({ n }) => turnFilePath(n)),
  ];
  const transcripts = archive.transcripts
    .filter(({ status }) => status === 'published')
    .slice(0, MOST)
    .map((transcript) => {
      const { id, title, date, record } = transcript;
      const hasText = exportsOf(site, transcript).includes('txt');
      const address = url(hasText ? exportPath(id, 'txt') : transcriptPath(id));
      const facts = [date, record === 'summary' ? texts.summaryBadge : null];
      const told = facts.filter((fact) => fact !== null).join('. ');
      return `- [${plain(title)}](${address})${told === '' ? '' : `: ${told}`}`;
    });
  return `${[
    `# ${plain(site.name)}`,
    ...(site.description === null ? [] : [`> ${plain(site.description)}`]),
    texts.aboutData,
    `## ${texts.data}`,
    files.map((path) => `- [${path}](${url(path)})`).join('\n'),
    `## ${texts.transcripts}`,
    ...(transcripts.length === 0 ? [] : [transcripts.join('\n')]),
  ].join('\n\n')}\n`;
}

/** The index has them all. */
const MOST = 100;

/** A text on one line, none of it read as Markdown, that turns around nothing beside it. */
const plain = (text: string): string =>
  withoutDirectionControls(text)
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_[\]<>#&]/gu, (character) => `\\${character}`);
