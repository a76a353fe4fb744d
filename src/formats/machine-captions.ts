import type { Provenance } from '../transcript/model.ts';
import type { Heard } from './format.ts';

/** The provenance of captions whose speakers a machine counted, as "SPEAKER_00"; `null` where nothing tells. */
export function madeByMachine(heard: readonly Heard[]): Provenance | null {
  const counted = heard.some(({ kind, text }) => kind === 'label' && COUNTED.test(text));
  return counted ? MACHINE : null;
}

export const MACHINE: Provenance = { kind: 'machine', by: null, on: null };

const COUNTED = /^(?:SPEAKER_\d{1,4}|spk_\d{1,4})$/;
