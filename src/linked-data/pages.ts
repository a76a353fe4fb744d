import type {
  ArticleLeaf,
  PersonLeaf,
  ProfilePageLeaf,
  WebPageLeaf,
  WebSiteLeaf,
} from 'schema-dts';
import { speakerPath, storyPath } from '../archive/addresses.ts';
import type { Story } from '../archive/model.ts';
import { isoDate } from '../transcript/date.ts';
import type { Affiliation, Person, Site } from '../transcript/model.ts';
import { license, organization, siteOf, type Address } from './transcript.ts';

/** The home page: the site itself. */
export const siteData = (site: Site, address: Address): WebSiteLeaf => ({
  ...siteOf(site.name, address),
  inLanguage: site.language,
  ...(site.description !== null && { description: site.description }),
  ...(site.publisher !== null && { publisher: organization(site.publisher) }),
  ...(site.license !== null && { license: license(site.license) }),
});

/** A page that is about nothing in particular: a list, or what the site says of itself. */
export const pageData = (
  { path, name }: { path: string; name: string },
  site: Site,
  address: Address,
): WebPageLeaf => ({
  '@type': 'WebPage',
  name,
  url: address(path),
  inLanguage: site.language,
  isPartOf: siteOf(site.name, address),
});

/** A story of the site's own. */
export const storyData = (story: Story, site: Site, address: Address): ArticleLeaf => ({
  '@type': 'Article',
  headline: story.title,
  url: address(storyPath(story.id)),
  datePublished: isoDate(story.date),
  inLanguage: story.language,
  ...(story.summary !== null && { description: story.summary }),
  ...(story.authors.length > 0 && {
    author: story.authors.map((name) => ({ '@type': 'Person' as const, name })),
  }),
  isPartOf: siteOf(site.name, address),
});

/** A person's page, with what they were, for whom, and when. Only people who have a page: no private ones. */
export const personData = (person: Person, site: Site, address: Address): ProfilePageLeaf => ({
  '@type': 'ProfilePage',
  url: address(speakerPath(person.id)),
  inLanguage: site.language,
  mainEntity: personOf(person, address),
});

function personOf(person: Person, address: Address): PersonLeaf {
  const { id, name, sameAs, affiliations } = person;
  const affiliated = affiliations.flatMap((each) => affiliation(each) ?? []);
  return {
    '@type': 'Person',
    name,
    url: address(speakerPath(id)),
    ...(sameAs.length > 0 && { sameAs }),
    ...(affiliated.length > 0 && { affiliation: affiliated }),
  };
}

function affiliation({ title, organization: name, from, to }: Affiliation) {
  if (name === null) return null;
  return {
    '@type': 'OrganizationRole' as const,
    affiliation: organization(name),
    ...(title !== null && { roleName: title }),
    ...(from !== null && { startDate: from }),
    ...(to !== null && { endDate: to }),
  };
}
