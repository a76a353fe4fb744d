import type { Speaker } from './model.ts';

/**
 * Whether somebody is a private person, who is named on the pages and in the exports of what they said, in quotes of it,
 * and nowhere else. An unnamed voice has no name that could be told.
 */
export const isPrivatePerson = ({ unnamed, private: isPrivate }: Speaker): boolean =>
  isPrivate && !unnamed;
