// Whether partners and operators can take this release: each release starts behind the other's servers, an upgrade breaks
// nothing, and the archive is all that a deployment takes.

import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploy, freePort, programOf } from '../browser/support/deployment.mjs';
import { Partner, test as base } from '../browser/support/partner.mjs';
import { expect } from '../browser/support/test.mjs';
import { BEFORE, NOW, follow, nginxCommands, unpack } from './releases.mjs';

const test = base.extend({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'vpp-release-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },

  /** What a deployment of these tests is told about the servers around it. */
  settings: async ({ servers }, use) =>
    use({ VPP_CONNECT_UPSTREAM: servers.sandbox.origin, VPP_CONNECT_PATH: '/connect', VPP_ALLOWED_ORIGINS: servers.portal.origin }),

  /** Opens the page of a deployment in a tab of its own, until the earnings are shown. */
  openAt: async ({ context, guard, appFor }, use) => {
    await use(async (origin) => {
      guard.expectOrigin(origin);
      guard.expectConnectAt(`${origin}/connect`);
      const app = appFor({ page: await context.newPage(), origin });
      await app.goto(`/v1/?fp_cot=${app.tokenOf('documented')}`);
      await showsEarnings(app.page);
      return app;
    });
  },

  /** A portal that embeds a deployment's page. */
  portalOf: async ({ page, appFor, servers }, use) =>
    use((origin) => new Partner({ page, app: appFor({ page, origin }), server: servers.portal })),
});

const showsEarnings = (place) => expect(place.locator('[data-total="earnings"]')).toHaveText('$62.10');

/** The tag of a release's pinned script, at a deployment. */
const pin = (origin, { file, integrity }) =>
  `<script type="module" src="${origin}/v1/${file}" integrity="${integrity}" crossorigin></script>`;

/** What the browser and the guard say when the policy is tried. */
const REFUSALS = [
  /^This document requires 'TrustedHTML' assignment/,
  /^Applying inline style violates/,
  /^CSP violation: require-trusted-types-for/,
  /^CSP violation: style-src-elem/,
];

/** Checks that the page's policy is sent and enforced: no markup from text, and no script but the server's. */
async function holdsPolicy(app) {
  const { headers } = await fetch(`${app.origin}/v1/`).then(({ headers }) => ({ headers }));
  const policy = headers.get('content-security-policy');
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "require-trusted-types-for 'script'", "trusted-types 'none'"]) {
    expect(policy.split('; '), policy).toContain(part);
  }
  const refused = await app.page.evaluate(() => new Promise((resolve) => {
    const refused = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      if (refused.push(effectiveDirective) === 2) resolve(refused);
    });
    const style = document.createElement('style');
    style.textContent = '#app { display: none }';
    document.head.append(style);
    try {
      document.createElement('p').innerHTML = '<b>x</b>';
    } catch {
      // That it throws is not enough: the event says that the policy made it.
    }
  }));
  expect(refused.sort()).toEqual(['require-trusted-types-for', 'style-src-elem']);
}

const PAIRS = [[NOW, NOW], [BEFORE, NOW], [NOW, BEFORE]];

for (const server of ['nginx', 'caddy']) {
  for (const [release, configuration] of PAIRS) {
    test(`${release.name} starts behind ${server} as ${configuration.name} configures it`, async ({ guard, settings, openAt, portalOf }) => {
      const deployment = await deploy(server, settings, { root: release.dist, deployFolder: configuration.deploy });
      try {
        const { origin } = deployment;
        const app = await openAt(origin);
        await expect(app.main).toHaveAttribute('data-version', release.version);
        for (const refused of REFUSALS) guard.expectError(refused);
        await holdsPolicy(app);
        await app.page.close();
        const portal = portalOf(origin);
        await showsEarnings(await portal.open('documented'));
        await showsEarnings(await portal.open('documented', { head: pin(origin, release.embed()) }));
        expect(await portal.event('ready')).toMatchObject({ version: release.version });
      } finally {
        await deployment.stop();
      }
    });
  }
}

test('an upgrade from the release before, and back, breaks neither a pinned script nor an open page', async ({ folder, settings, openAt, portalOf }) => {
  const root = join(folder, 'srv');
  const step = (comment, release) => follow(comment, release.folder, root);
  step('the first time', BEFORE);
  const deployment = await deploy('nginx', settings, { root, deployFolder: NOW.deploy });
  try {
    const { origin } = deployment;
    const portal = portalOf(origin);
    const shows = async (release) => {
      const app = await openAt(origin);
      await expect(app.main).toHaveAttribute('data-version', release.version);
      for (const script of [BEFORE, NOW].filter(({ embed }) => existsSync(join(root, 'v1', embed().file)))) {
        await showsEarnings(await portal.open('documented', { head: pin(origin, script.embed()) }));
        expect(await portal.event('ready')).toMatchObject({ version: release.version });
      }
      return app;
    };
    /** Chooses a language whose texts have not been asked for yet. */
    const choose = async ({ page }, language, tag) => {
      await page.locator('#tab-settings').click();
      await page.locator('select#language').selectOption({ label: language });
      await expect(page.locator('html')).toHaveAttribute('lang', tag);
    };
    const before = await shows(BEFORE);
    step('upgrade, beside the old files', NOW);
    step('now', NOW);
    const during = await shows(NOW);
    await choose(before, 'Deutsch', 'de');
    step('rollback', NOW);
    await shows(BEFORE);
    await choose(during, 'Français', 'fr');
  } finally {
    await deployment.stop();
  }
});

test('the unpacked archive and the commands of its README are all that a deployment takes', async ({ folder, settings, openAt }) => {
  const unpacked = unpack(folder);
  const port = await freePort();
  // What an operator sets in vpp.env: the later line counts.
  const own = { ...settings, VPP_LISTEN: `127.0.0.1:${port}`, VPP_ROOT: join(unpacked, 'dist'), VPP_LOGS: folder, VPP_INCLUDE: `${folder}/vpp.d/*.conf` };
  appendFileSync(join(unpacked, 'deploy/vpp.env'), Object.entries(own).map(([name, value]) => `${name}="${value}"\n`).join(''));
  mkdirSync(join(folder, 'conf.d'));
  writeFileSync(join(folder, 'nginx.conf'), `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/pid;
    error_log ${folder}/start.log; events {} http { include ${folder}/conf.d/*.conf; }`);
  execFileSync('/bin/sh', ['-ec', nginxCommands(folder, `${programOf('nginx')} -t -q -c ${folder}/nginx.conf`)], { cwd: unpacked });
  const nginx = spawn(programOf('nginx'), ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => nginx.once('close', resolve));
  try {
    const origin = `http://127.0.0.1:${port}`;
    await expect.poll(() => fetch(`${origin}/v1/`).then(({ status }) => status, () => 0)).toBe(200);
    await openAt(origin);
    const notices = await fetch(`${origin}/v1/third-party-notices.txt`);
    expect([notices.status, notices.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(await notices.text()).toContain('Third-party notices of the page');
    expect(JSON.parse(readFileSync(join(unpacked, 'release.json'), 'utf8'))).toMatchObject({ clean: true });
  } finally {
    nginx.kill('SIGTERM');
    await ended;
  }
});
