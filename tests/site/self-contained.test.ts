import { select, selectAll } from 'hast-util-select';
import { toText } from 'hast-util-to-text';
import { expect, test } from 'vitest';
import { pagePolicy } from '../../src/hosts/policy.ts';
import { builtPages, isInternal, linksOf, shown } from './built.ts';

const pages = builtPages();

test('no page has an inline script, style element, style attribute or event handler', () => {
  const inline = pages.flatMap(({ file, tree }) =>
    selectAll('*', tree)
      .filter(
        ({ tagName, properties }) =>
          tagName === 'style' ||
          properties.style !== undefined ||
          Object.keys(properties).some((name) => /^on[A-Z]/.test(name)) ||
          (tagName === 'script' && properties.src === undefined && !isData(properties.type)),
      )
      .map((element) => `${file}: <${element.tagName}> ${toText(element).slice(0, 60)}`),
  );
  expect(inline).toEqual([]);
});

test('every page carries the one policy, before anything that it governs', () => {
  const others = pages.filter(({ tree }) => {
    const [first, policy] = selectAll('head > *', tree);
    const audio = select('audio', tree)?.properties.src;
    return !(
      first?.properties.charSet === 'utf-8' &&
      policy?.properties.httpEquiv?.toString() === 'Content-Security-Policy' &&
      policy.properties.content === pagePolicy(typeof audio === 'string' ? audio : null)
    );
  });
  expect(others.map(({ file }) => file)).toEqual([]);
});

test('no page loads anything from another origin', () => {
  const foreign = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ loaded, url }) => loaded && url && url.protocol !== 'data:' && !isInternal(url))
      .map((link) => `${page.file}: ${shown(link)}`),
  );
  expect(foreign).toEqual([]);
});

test('no page asks for a connection to another origin ahead of time', () => {
  const hints = pages.flatMap(({ file, tree }) =>
    selectAll('link[rel~=preconnect], link[rel~=dns-prefetch]', tree).map(
      ({ properties }) => `${file}: ${String(properties.href)}`,
    ),
  );
  expect(hints).toEqual([]);
});

test('media start nothing before the reader does', () => {
  const eager = pages.flatMap(({ file, tree }) =>
    selectAll('audio, video', tree)
      .filter(({ properties }) => properties.preload !== 'none' || properties.autoPlay === true)
      .map(({ tagName }) => `${file}: <${tagName}>`),
  );
  expect(eager).toEqual([]);
});

/** A script element that holds data is not run: structured data for search engines. */
const isData = (type: unknown): boolean =>
  type === 'application/ld+json' || type === 'application/json';
