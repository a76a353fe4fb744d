import { expect, test } from 'vitest';
import { findChromium, type Machine } from '../browser/chromium.ts';

test('the environment variable comes first', async () => {
  const { machine, ran } = pretend({
    env: { TURNSTONE_CHROMIUM: '/opt/mine/chrome', PATH: '/usr/bin' },
    programs: ['/opt/mine/chrome', '/usr/bin/chromium'],
  });

  expect(await findChromium(machine)).toEqual({
    path: '/opt/mine/chrome',
    version: 'Chromium 150',
    how: 'named by TURNSTONE_CHROMIUM',
    failures: [],
  });
  expect(ran).toEqual(['/opt/mine/chrome --version']);
});

test('a browser that the environment variable names in vain is told of, and the search goes on', async () => {
  const { machine } = pretend({
    env: { TURNSTONE_CHROMIUM: '/opt/gone/chrome', PATH: '/usr/bin' },
    programs: ['/usr/bin/google-chrome'],
  });

  expect(await findChromium(machine)).toMatchObject({
    path: '/usr/bin/google-chrome',
    how: 'on this machine',
    failures: ['named by TURNSTONE_CHROMIUM: /opt/gone/chrome does not exist'],
  });
});

test('a browser on PATH that does not run gives way to the next one', async () => {
  const { machine } = pretend({
    env: { PATH: '/usr/bin' },
    programs: ['/usr/bin/chromium-browser', '/usr/bin/microsoft-edge'],
    fails: { '/usr/bin/chromium-browser --version': 'exit status 1\nInstall the snap first.' },
  });

  expect(await findChromium(machine)).toMatchObject({ path: '/usr/bin/microsoft-edge' });
});

test('on macOS and Windows the usual places are looked at, and Windows is not asked for a version', async () => {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const onMac = pretend({ env: { HOME: '/Users/ana' }, platform: 'darwin', programs: [mac] });
  expect(await findChromium(onMac.machine)).toMatchObject({ path: mac, how: 'on this machine' });

  const edge = '/apps/Microsoft/Edge/Application/msedge.exe';
  const onWindows = pretend({
    env: { PROGRAMFILES: '/apps' },
    platform: 'win32',
    programs: [edge],
  });
  expect(await findChromium(onWindows.machine)).toMatchObject({ path: edge, version: '' });
  expect(onWindows.ran).toEqual([]);
});

test('a browser that Playwright downloaded before is used without a download', async () => {
  const { machine, ran } = pretend({ programs: ['/cache/playwright/chrome'] });

  expect(await findChromium(machine)).toMatchObject({
    path: '/cache/playwright/chrome',
    how: 'on this machine',
  });
  expect(ran).toEqual(['/cache/playwright/chrome --version']);
});

test('Playwright downloads one where the machine has none', async () => {
  const { machine, ran, said } = pretend({
    installs: { 'playwright install --no-shell chromium': '/cache/playwright/chrome' },
  });

  expect(await findChromium(machine)).toMatchObject({
    path: '/cache/playwright/chrome',
    how: 'downloaded by Playwright',
  });
  expect(ran).toEqual([
    'playwright install --no-shell chromium',
    '/cache/playwright/chrome --version',
  ]);
  expect(said).toEqual(['Playwright downloads a Chromium (two minutes at most) …']);
});

test('the package manager installs one where the download fails', async () => {
  const { machine, ran } = pretend({
    env: { PATH: '/usr/bin' },
    programs: ['/usr/bin/apt-get'],
    fails: { 'playwright install --no-shell chromium': 'getaddrinfo ENOTFOUND' },
    installs: {
      'apt-get -o DPkg::Lock::Timeout=60 install -y chromium': '/usr/bin/chromium',
    },
  });

  expect(await findChromium(machine)).toMatchObject({
    path: '/usr/bin/chromium',
    how: 'installed by the package manager',
  });
  expect(ran.filter((line) => line.startsWith('apt-get'))).toEqual([
    'apt-get -o DPkg::Lock::Timeout=60 update',
    'apt-get -o DPkg::Lock::Timeout=60 install -y chromium',
  ]);
});

test('whoever is not root asks sudo, which may not ask back', async () => {
  const { machine, ran } = pretend({
    isRoot: false,
    env: { PATH: '/usr/bin' },
    programs: ['/usr/bin/dnf'],
    fails: { 'playwright install --no-shell chromium': 'stopped after 120 seconds' },
    installs: { 'sudo -n dnf install -y chromium': '/usr/bin/chromium' },
  });

  await findChromium(machine);
  expect(ran).toContain('sudo -n dnf install -y chromium');
});

test('without any Chromium the error says everything that was tried, why it failed, and the cure', async () => {
  const { machine } = pretend({
    env: { TURNSTONE_CHROMIUM: '/opt/gone/chrome', PATH: '/usr/bin' },
    programs: ['/usr/bin/apt-get', '/usr/bin/chromium-browser'],
    fails: {
      '/usr/bin/chromium-browser --version': 'exit status 1\nInstall the snap first.',
      'playwright install --no-shell chromium': 'exit status 1\ngetaddrinfo ENOTFOUND',
      'apt-get -o DPkg::Lock::Timeout=60 update': 'exit status 100\nTemporary failure resolving',
    },
  });

  await expect(findChromium(machine)).rejects.toThrow(
    new Error(`The browser tests need a Chromium, and none could be found or installed. Tried, in this order:
  - named by TURNSTONE_CHROMIUM: /opt/gone/chrome does not exist
  - on this machine: /usr/bin/chromium-browser does not run: exit status 1
    Install the snap first.
  - downloaded by Playwright: exit status 1
    getaddrinfo ENOTFOUND
  - installed by the package manager: exit status 100
    Temporary failure resolving
Install Chromium, Google Chrome or Microsoft Edge, or set TURNSTONE_CHROMIUM to the path of one,
and run the command again.`),
  );
});

test('a bare machine is described as bare', async () => {
  const { machine } = pretend({
    fails: { 'playwright install --no-shell chromium': 'stopped after 120 seconds' },
  });

  await expect(findChromium(machine)).rejects.toThrow(
    [
      '  - named by TURNSTONE_CHROMIUM: the variable is not set',
      '  - on this machine: no chromium, chromium-browser, google-chrome-stable, google-chrome, microsoft-edge-stable, microsoft-edge on PATH, nor a browser in the usual places (linux)',
      '  - downloaded by Playwright: stopped after 120 seconds',
      '  - installed by the package manager: none of apt-get, dnf, pacman, apk, zypper, brew is on PATH',
    ].join('\n'),
  );
});

/** A machine that has `programs`, where a command may fail or install one more, and every call is noted. */
function pretend({
  env = {},
  platform = 'linux',
  isRoot = true,
  programs = [],
  fails = {},
  installs = {},
}: Partial<Pick<Machine, 'env' | 'platform' | 'isRoot'>> & {
  programs?: string[];
  fails?: Record<string, string>;
  installs?: Record<string, string>;
}): { machine: Machine; ran: string[]; said: string[] } {
  const present = new Set(programs);
  const ran: string[] = [];
  const said: string[] = [];
  const machine: Machine = {
    env,
    platform,
    isRoot,
    downloadPath: '/cache/playwright/chrome',
    exists: (path) => present.has(path),
    say: (text) => said.push(text),
    run: (command, args) => {
      const line =
        command === process.execPath
          ? `playwright ${args.slice(1).join(' ')}`
          : [command, ...args].join(' ');
      ran.push(line);
      const failure = fails[line];
      if (failure !== undefined) return Promise.reject(new Error(failure));
      const gain = installs[line];
      if (gain !== undefined) present.add(gain);
      return Promise.resolve(args.includes('--version') ? 'Chromium 150\n' : '');
    },
  };
  return { machine, ran, said };
}
