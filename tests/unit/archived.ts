import type { ArchivedTranscript } from '../../src/archive/model.ts';
import type { Transcript } from '../../src/transcript/model.ts';

/** A transcript at the address `a` whose turns were all recorded as they stand, with ids by position. */
export function archived(transcript: Transcript): ArchivedTranscript {
  const turns = transcript.turns.map((turn) => ({
    ...turn,
    id: `t${String(turn.n)}`,
    permalink: { pin: 'abcd', earlier: [], formerSpeakers: [] },
  }));
  const nothing = { gone: [], formerRecords: [], turnPages: false };
  return { ...transcript, ...nothing, turns, id: 'a', file: 'content/transcripts/a.md' };
}
