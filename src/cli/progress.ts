import type cliTruncate from 'cli-truncate';
import { visible } from './visible.ts';

/** One line at the foot of a terminal that tells how far a run has come. */
export interface Progress {
  /** So many files are done, and this one's turn has come. */
  show(done: number, file: string): void;
  /** Erases the line, so that other text can be printed. */
  clear(): void;
  /** Erases the line for good and gives the cursor back. */
  end(): void;
}

/**
 * The progress of so many files on the standard error stream; of none, what is done stands there alone. `null` where it
 * is no terminal, or one that cannot move its cursor, and where a log is kept of what is shown (`CI`). It has no colours,
 * so `NO_COLOR` changes nothing.
 */
export async function showProgress(total: number): Promise<Progress | null> {
  const { stderr, env } = process;
  const isLogged = !['', '0', 'false'].includes(env.CI ?? '');
  if (!stderr.isTTY || stderr.columns === 0 || env.TERM === 'dumb' || isLogged) return null;
  const [{ createLogUpdate }, { default: cut }] = await Promise.all([
    import('log-update'),
    import('cli-truncate'),
  ]);
  const line = createLogUpdate(stderr);
  return {
    show: (done, file) => {
      line(progressLine(done, total, file, stderr.columns - 1, cut));
    },
    clear: () => {
      line.clear();
    },
    end: () => {
      line.clear();
      line.done();
    },
  };
}

/** It never wraps: what is left of a line that did could not be erased once the window has another width. */
function progressLine(
  done: number,
  total: number,
  file: string,
  columns: number,
  cut: typeof cliTruncate,
): string {
  if (total === 0) return cut(visible(file), columns);
  const width = Math.min(WIDEST_BAR, Math.floor(columns / 3));
  const filled = Math.round((done / total) * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  const line = `${bar} ${String(done)} of ${String(total)}`;
  const room = columns - line.length - GAP.length;
  const name = cut(visible(file), Math.max(room, 1), { position: 'start' });
  return room < NARROWEST_NAME ? cut(line, columns) : `${line}${GAP}${name}`;
}

/** Columns. */
const WIDEST_BAR = 24;
const NARROWEST_NAME = 8;
const GAP = '  ';
