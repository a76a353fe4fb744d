import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A task of a page's own thread. */
export interface Task {
  /** Processor time in milliseconds: other programs that run meanwhile do not count, though they slow it. */
  milliseconds: number;
  /** The last mark that the page set before it, `performance.mark`; `null` before the first. */
  mark: string | null;
}

/** A page of a browser that nobody watches. */
export interface BarePage {
  /** The tasks of the page's own thread while something is done, from its first words on, where it is loaded meanwhile. */
  tasksOf(work: () => Promise<void>): Promise<Task[]>;
  goto(address: string): Promise<void>;
  /** What an expression comes to, a promise's value where it is one; plain data. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Turns the mouse's wheel over the middle of the page. */
  wheel(pixels: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a browser over its DevTools protocol alone, https://chromedevtools.github.io/devtools-protocol/: Playwright
 * watches a page's requests, for which a browser decodes each page twice more, and no reader's does.
 */
export async function openBarePage(executable: string): Promise<BarePage> {
  const profile = mkdtempSync(path.join(tmpdir(), 'turnstone-bare-'));
  const browser = spawn(
    executable,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--window-size=1280,800',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => browser.once('close', resolve));
  const port = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    browser.once('close', () => {
      reject(new Error(`${executable} does not start: ${said}`));
    });
  });
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
    type: string;
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(
    targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '',
  );
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve, { once: true });
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  const listeners = new Map<string, (told: Told) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else if (answer.method !== undefined) listeners.get(answer.method)?.(answer.params ?? {});
  });
  let count = 0;
  const send = (method: string, params: object = {}): Promise<Answer['result']> =>
    new Promise((resolve, reject) => {
      const id = (count += 1);
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  await send('Page.enable');
  return {
    tasksOf: async (work) => {
      const found: TraceEvent[] = [];
      const isComplete = new Promise<void>((resolve) => {
        listeners.set('Tracing.dataCollected', ({ value }) => found.push(...(value ?? [])));
        listeners.set('Tracing.tracingComplete', () => {
          resolve();
        });
      });
      const categories = 'disabled-by-default-devtools.timeline,loading,blink.user_timing';
      await send('Tracing.start', { categories, transferMode: 'ReportEvents' });
      await work();
      await send('Tracing.end');
      await isComplete;
      return tasksIn(found);
    },
    goto: async (url) => {
      const loaded = new Promise<void>((resolve) => {
        listeners.set('Page.loadEventFired', () => {
          resolve();
        });
      });
      await send('Page.navigate', { url });
      await loaded;
    },
    evaluate: async <Value>(expression: string) => {
      const answer = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      return answer?.result?.value as Value;
    },
    wheel: async (deltaY) => {
      const place = { x: 640, y: 400, deltaX: 0, deltaY };
      await send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...place });
    },
    close: async () => {
      socket.close();
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** As https://github.com/google/perfetto documents the format of trace events: microseconds, `tdur` of processor time. */
function tasksIn(events: readonly TraceEvent[]): Task[] {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${String(pid)} ${String(tid)}`),
  );
  const first = events.find(({ name }) => name === 'GlobalFirstContentfulPaint')?.ts ?? 0;
  const marks = events
    .filter(({ cat, ph }) => cat === 'blink.user_timing' && (ph === 'R' || ph === 'I'))
    .sort((a, b) => a.ts - b.ts);
  return events
    .filter(
      ({ name, pid, tid }) => name === 'RunTask' && threads.has(`${String(pid)} ${String(tid)}`),
    )
    .filter(({ ts, dur = 0 }) => ts + dur > first)
    .map(({ ts, dur = 0, tdur = 0 }) => ({
      milliseconds: Math.min(tdur, ts + dur - first) / 1000,
      mark: marks.findLast((mark) => mark.ts <= ts + dur)?.name ?? null,
    }));
}

interface TraceEvent {
  name: string;
  cat?: string;
  ph?: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

interface Told {
  value?: TraceEvent[];
}

interface Answer {
  id?: number;
  method?: string;
  params?: Told;
  result?: { result?: { value?: unknown } };
  error?: { message: string };
}
