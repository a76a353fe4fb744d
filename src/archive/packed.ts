import { Bodies, openTranscript, type KeptTranscript } from './kept-transcript.ts';
import type { Archive } from './model.ts';

/** An archive as it is handed to another thread: without the turns, which each thread reads when it needs them. */
export interface PackedArchive extends Omit<Archive, 'transcripts'> {
  transcripts: KeptTranscript[];
  /** Where turns are kept. */
  folder: string;
}

/** The archive, whose turns are read when somebody asks for them. */
export function openArchive({ transcripts, folder, ...rest }: PackedArchive): Archive {
  const bodies = new Bodies(folder);
  return { ...rest, transcripts: transcripts.map((kept) => openTranscript(kept, bodies)) };
}
