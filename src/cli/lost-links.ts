import { embedPath, transcriptPath, turnPagePath, turnPath } from '../archive/addresses.ts';
import { transcriptAt } from '../archive/lookup.ts';
import type { Archive, ArchivedTranscript } from '../archive/model.ts';
import { addressesIn, manifestOf } from '../archive/published.ts';
import type { PublishedSite } from './site-reading.ts';

/** What a build of the archive would no longer serve of a former site: a line each, with the cure. */
export function lostLinks(former: PublishedSite, archive: Archive): string[] {
  const manifest = manifestOf(archive);
  const addresses = new Set(addressesIn(manifest));
  const current = new Map(manifest.transcripts.map(({ id, turns }) => [id, new Set(turns)]));
  // What was taken away on purpose keeps its address, and neither its exports nor, once purged, its turns.
  const removed = new Set(archive.removed.map(({ id }) => id));
  const left = new Set(former.addresses);
  for (const address of addresses) left.delete(address);
  const lines: string[] = [];
  for (const [id, turns] of former.turns) {
    const page = transcriptPath(id);
    const known = current.get(id);
    const isLost = left.delete(page);
    if (isLost)
      lines.push(`/${page} is lost, with ${countOf(turns.size)}. ${cureOfTranscript(id)}`);
    const lostPages = [...turns].filter((turn) => left.delete(turnPagePath(id, turn)));
    // A turn's page for frames goes with its page.
    for (const turn of turns) left.delete(embedPath(id, turn));
    if (isLost || removed.has(id)) continue;
    const lostTurns = [...turns].filter((turn) => known?.has(turn) !== true);
    for (const turn of lostTurns) lines.push(`/${turnPath(id, turn)} is lost. ${cureOfTurn(id)}`);
    const changed = changedTurns(former.pins.get(id), transcriptAt(archive, id));
    const [first] = changed;
    if (first !== undefined) {
      lines.push(
        `/${turnPath(id, first)} leads to words of which the ledger does not know that they replace the published ones, as ${changed.length === 1 ? 'the only link of this transcript' : `${countOf(changed.length)} of this transcript do`}. ${cureOfTurn(id)}`,
      );
    }
    const stillTurns = lostPages.filter((turn) => known?.has(turn) === true);
    if (stillTurns.length === 0) continue;
    lines.push(
      `/${turnPagePath(id, stillTurns[0] ?? '')} is lost, as are the pages of ${countOf(stillTurns.length)} in all. Write "turnPages":true into the first line of content/permalinks/${id}.jsonl.`,
    );
  }
  const gone = [...former.turns.keys()].filter((id) => !current.has(id) || removed.has(id));
  const told = gone.map(exportsOf);
  for (const address of left) {
    if (told.some((start) => address.startsWith(start))) continue;
    // The feeds of a page go with it.
    if (!address.endsWith('/') && left.has(address.replace(/[^/]+$/, ''))) continue;
    lines.push(`/${address} is lost. ${cureOfPage(address)}`);
  }
  return lines;
}

/** Turns whose published words the ledger has forgotten, and did not take out: their ids were given anew. */
function changedTurns(
  pins: ReadonlyMap<string, string> | undefined,
  transcript: ArchivedTranscript | undefined,
): string[] {
  if (!pins || !transcript) return [];
  const known = new Map<string, Set<string | null>>();
  for (const { id, permalink } of transcript.turns) {
    known.set(
      id,
      new Set([permalink?.pin ?? null, ...(permalink?.earlier ?? []).map(({ pin }) => pin)]),
    );
  }
  return [...pins]
    .filter(([turn, pin]) => pin !== '' && known.get(turn)?.has(pin) === false)
    .map(([turn]) => turn);
}

/** How the addresses of a transcript's exports begin. */
const exportsOf = (id: string): string => `${transcriptPath(id).slice(0, -1)}.`;

const countOf = (turns: number): string => `${String(turns)} ${turns === 1 ? 'turn' : 'turns'}`;

const cureOfTranscript = (id: string): string =>
  `Put content/transcripts/${id}.md back; or, where it has another name now, write "aliases: [${id}]" there; or take it away for good with npm run remove -- ${id}.`;

const cureOfTurn = (id: string): string =>
  `Take content/permalinks/${id}.jsonl back from your version control and run npm run permalinks.`;

function cureOfPage(address: string): string {
  const [folder = '', name = ''] = decodeURIComponent(address).split('/');
  const cure = CURES.get(folder);
  return cure === undefined || name === ''
    ? 'Put back what it was made from, or keep a file of that name in public/.'
    : cure(name);
}

const CURES = new Map<string, (name: string) => string>([
  [
    'transcripts',
    () =>
      'Write its ending under "exports:" in content/site.yaml; captions also need a time at every turn.',
  ],
  [
    'speakers',
    (id) =>
      `Put content/speakers/${id}.yaml back, and their turns; where the page was taken away on purpose, nothing is to be done.`,
  ],
  ['programs', (id) => `Put content/programs/${id}.yaml back.`],
  [
    'languages',
    (tag) => `No turn is in "${tag}" any more; where its tag was corrected, nothing is to be done.`,
  ],
]);
