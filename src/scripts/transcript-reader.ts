import { copyCitations } from './copy-citations.ts';
import { takeWordsAlong } from './permalinks.ts';
import { findPinnedWords } from './pinned-words.ts';
import { highlightTurns } from './highlight.ts';
import { markLinkedTurn } from './map-position.ts';
import { playFromTimes } from './playback.ts';
import { printDate } from './print-date.ts';
import { reportLinkedTurn } from './report.ts';
import { stepThroughTurns } from './shortcuts.ts';

/** Adds to a transcript's page what only scripts can do. Everything reads and links without it. */
class TranscriptReader extends HTMLElement {
  connectedCallback(): void {
    // The browser ends its parsing in this task, and that of a long page has taken it long enough.
    if (this.querySelector('.stretch')) {
      setTimeout(() => {
        enhance(this);
      });
    } else enhance(this);
  }
}

function enhance(reader: HTMLElement): void {
  copyCitations(reader);
  findPinnedWords(reader);
  highlightTurns(reader);
  markLinkedTurn(reader);
  playFromTimes(reader);
  printDate(reader);
  reportLinkedTurn(reader);
  stepThroughTurns(reader);
  takeWordsAlong(reader);
}

customElements.define('transcript-reader', TranscriptReader);
