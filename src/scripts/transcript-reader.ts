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
    // In a task of its own: the browser ends its parsing of the page, which may be long, in this one.
    setTimeout(() => {
      copyCitations(this);
      findPinnedWords(this);
      highlightTurns(this);
      markLinkedTurn(this);
      playFromTimes(this);
      printDate(this);
      reportLinkedTurn(this);
      stepThroughTurns(this);
      takeWordsAlong(this);
    });
  }
}

customElements.define('transcript-reader', TranscriptReader);
