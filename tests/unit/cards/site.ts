import type { Site } from '../../../src/transcript/model.ts';

export const SITE: Site = {
  name: 'Harbour Archive',
  description: null,
  publisher: null,
  language: 'en',
  contact: null,
  license: null,
  privateByDefault: false,
  turnPages: 'short',
  exports: [],
  languageGaps: 'drafts',
};
