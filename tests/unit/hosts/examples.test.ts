import { globSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ASSET_CACHING, headerPolicy, SECURITY_HEADERS } from '../../../src/hosts/policy.ts';

const read = (file: string) => readFileSync(`src/hosts/${file}`, 'utf8');

test('every example sends the policy and the headers that the build writes for other hosts', () => {
  for (const file of ['nginx.conf', 'Caddyfile', 'cloudfront-headers.json']) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (name === 'X-Content-Type-Options' && file.endsWith('.json')) continue;
      expect(read(file), file).toContain(value);
    }
  }
  const nobody = headerPolicy('nobody');
  const everybody = headerPolicy('everybody');
  expect(read('nginx.conf')).toContain(
    nobody.replace("frame-ancestors 'none'", 'frame-ancestors $turnstone_frames'),
  );
  for (const file of ['nginx.conf', 'Caddyfile']) expect(read(file)).toContain(ASSET_CACHING);
  expect(read('Caddyfile')).toContain(`"${nobody}"`);
  expect(read('Caddyfile')).toContain(`"${everybody}"`);
  for (const [file, policy] of [
    ['cloudfront-headers.json', nobody],
    ['cloudfront-embed-headers.json', everybody],
  ] as const) {
    expect(JSON.parse(read(file))).toMatchObject({
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: policy, Override: true },
        ContentTypeOptions: { Override: true },
      },
      CustomHeadersConfig: { Quantity: 1 },
    });
  }
});

test('the CloudFront function adds what S3 does not, and leaves the rest alone', () => {
  const script = `${read('cloudfront-index.js')}; handler(event)`;
  const asked = (uri: string) => {
    const querystring = { q: { value: 'boat' } };
    const event = { version: '1.0', request: { method: 'GET', uri, querystring, headers: {} } };
    const request = runInNewContext(script, { event }) as typeof event.request;
    expect({ ...request, uri }).toEqual({ method: 'GET', uri, querystring, headers: {} });
    return request.uri;
  };
  expect(asked('/')).toBe('/index.html');
  expect(asked('/archive/transcripts/2026/ferry/')).toBe(
    '/archive/transcripts/2026/ferry/index.html',
  );
  expect(asked('/transcripts/2026/ferry.json')).toBe('/transcripts/2026/ferry.json');
  expect(asked('/assets/Base.Cj1wIHFA.css')).toBe('/assets/Base.Cj1wIHFA.css');
  expect(asked('/about')).toBe('/about');
});

interface Step {
  uses?: string;
  run?: string;
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

test('every workflow names what it may do and the exact actions that it uses, and puts no value into a shell', () => {
  const files = globSync('.github/workflows/*.yml');
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const workflow = parse(readFileSync(file, 'utf8')) as Workflow;
    expect(workflow.permissions, file).toBeDefined();
    for (const { steps } of Object.values(workflow.jobs)) {
      for (const { uses, run } of steps) {
        if (uses !== undefined) expect(uses, file).toMatch(/^[\w-]+\/[\w-]+@[\da-f]{40}$/);
        expect(run ?? '', file).not.toContain('${{');
      }
    }
  }
});
