// The page behind the configurations of deploy/: the main journey, the headers, the files and the logs.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploy, programOf } from './support/deployment.mjs';
import { showsDocumented } from './support/documented.mjs';
import { Partner, test as base } from './support/partner.mjs';
import { DEPLOY, DIST, read } from './support/paths.mjs';
import { startSandbox } from './support/sandbox.mjs';
import { expect, inOnePage } from './support/test.mjs';

for (const name of ['nginx', 'caddy']) {
  const test = base.extend({
    deployment: [
      async ({ servers }, use) => {
        const deployment = await deploy(name, {
          VPP_CONNECT_URL: '/connect',
          VPP_CONNECT_UPSTREAM: servers.sandbox.origin,
          VPP_CONNECT_PATH: '/connect',
          VPP_ALLOWED_ORIGINS: `${servers.portal.origin} ${servers.other.origin}`,
        });
        await use(deployment);
        await deployment.stop();
      },
      { scope: 'worker' },
    ],
    app: async ({ page, appFor, deployment, guard }, use) => {
      guard.expectOrigin(deployment.origin);
      guard.expectConnectAt(`${deployment.origin}/connect`);
      await use(appFor({ page, origin: deployment.origin }));
    },
    portal: async ({ page, app, servers }, use) => use(new Partner({ page, app, server: servers.portal })),
  });

  test.describe(name, () => {
    test.skip(!programOf(name), `${name} is not installed`);

    test('the main journey, from a link with ? and with #', async ({ app, page, deployment }) => {
      await inOnePage(app, [['?'], ['#']], async (part) => {
        app.posts.length = 0;
        await app.goto(`/v1/${part}fp_cot=${app.tokenOf('documented')}`);
        await app.toBe('ready');
        await app.showsDocumented();
        await app.step('previous').click();
        await app.showsPeriod('January 2025');
        await app.type('YEAR').click();
        await expect(app.bars).toHaveCount(12);
        await app.action('CLOSE').click();
        await page.waitForURL('**/sandbox/callback*');
        expect(app.bodies).toHaveLength(4);
        expect(deployment.logged()).not.toContain('cot_');
        expect(deployment.logged()).toContain('/v1/');
      });
    });

    test('the session goes on elsewhere with the token', async ({ app, page, guard, sandbox }) => {
      guard.expectOrigin(sandbox.origin);
      await app.goto(`/v1/#fp_cot=${app.tokenOf('documented')}`);
      await app.toBe('ready');
      guard.expectTokenIn(`${sandbox.origin}/sandbox/tariff?fp_cot=${app.token}`);
      await app.action('CONNECT_TARIFF').first().click();
      await page.waitForURL(`${sandbox.origin}/sandbox/tariff?fp_cot=${app.token}`);
      // No cache has the page, so it starts again, in the same session.
      await page.goBack();
      await app.toBe('ready');
      await app.showsDocumented();
    });

    test('the element in a portal, by the one list of origins', async ({ portal, stranger, app, page, guard }) => {
      const frame = await portal.open();
      await showsDocumented(frame);
      guard.expectError(/frame-ancestors/);
      guard.expectOrigin(stranger.origin);
      await stranger.show(`<iframe src="${app.origin}/v1/"></iframe>`);
      await expect.poll(() => page.frames()[1].url()).toMatch(/^chrome-error:/);
    });

    test('every header of the README’s table, and no other of its kind', async ({ deployment, servers }) => {
      const rows = [...read(join(DEPLOY, 'README.md')).matchAll(/^\| `([\w-]+)` \| ([^|]*) \| `([^`]*)` \|/gm)];
      expect(rows.length).toBeGreaterThan(9);
      const files = readdirSync(DIST);
      const file = (pattern) => `/v1/${files.find((name) => pattern.test(name))}`;
      const kinds = {
        page: ['/v1/', '/v1/index.html'],
        element: ['/v1/vpp-summary.js', '/v1/vpp-summary.d.ts', file(/^embed-.*\.js$/)],
        hashed: [file(/^vpp-summary-.*\.wasm$/), file(/^loader-.*\.js$/), file(/^page-.*\.css$/), file(/^en-.*\.json$/), file(/^embed-.*\.js$/)],
        errors: ['/v1/nothing', '/v1/en-0123456789abcdef.json', '/', '/secret.txt'],
      };
      const all = [...new Set(Object.values(kinds).flat())];
      kinds.else = all.filter((path) => ![...kinds.page, ...kinds.element].includes(path));
      for (const [, header, where, value] of rows) {
        const expected = value.replace('ORIGINS', `${servers.portal.origin} ${servers.other.origin}`).replace(/ +/g, ' ');
        const on = where.trim() === 'everything' ? all : kinds[where.trim()];
        expect(on, `${header} on ${where}`).toBeTruthy();
        for (const path of on) {
          const response = await fetch(deployment.origin + path);
          const sent = response.headers.get(header)?.replace(/ +;/g, ';').replace(/ +/g, ' ');
          expect(sent, `${header} of ${path}`).toBe(expected);
        }
        const said = rows.filter((row) => row[1] === header && row[3] === value).flatMap((row) => kinds[row[2].trim()] ?? all);
        // What the table says of some files only is not sent with others.
        for (const path of all.filter((path) => !said.includes(path) && !kinds.errors.includes(path))) {
          expect((await fetch(deployment.origin + path)).headers.get(header), `${header} of ${path}`).not.toBe(expected);
        }
      }
      for (const path of ['/v1/vpp-summary.js', '/v1/vpp-summary.d.ts', '/v1/embed.json']) {
        expect((await fetch(deployment.origin + path)).headers.get('cache-control'), path).toBe('no-cache');
      }
      for (const path of all) {
        const response = await fetch(deployment.origin + path);
        expect(response.status, path).toBe(kinds.errors.includes(path) ? 404 : 200);
        expect(response.headers.get('set-cookie')).toBeNull();
        expect(response.headers.get('server') ?? '').not.toMatch(/\d/);
      }
    });

    test('each file has its type and the best compression that the browser takes', async ({ deployment }) => {
      const types = { js: /javascript/, css: /text\/css/, wasm: /application\/wasm/, json: /application\/json/, svg: /image\/svg\+xml/ };
      const names = readdirSync(DIST).filter((name) => /\.(js|css|wasm|json|svg)$/.test(name) && name !== 'embed.json');
      expect(names.length).toBeGreaterThan(10);
      for (const name of names) {
        for (const [accept, encoding] of [['br', 'br'], ['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['identity', null]]) {
          const response = await fetch(`${deployment.origin}/v1/${name}`, { headers: { 'accept-encoding': accept } });
          expect(response.headers.get('content-encoding'), `${name}, ${accept}`).toBe(encoding);
          expect(response.headers.get('content-type'), name).toMatch(types[name.split('.').pop()]);
          if (encoding) expect(response.headers.get('vary') ?? '', name).toMatch(/accept-encoding/i);
          // Node decodes what it gets, so the content shows that it is whole.
          expect(Buffer.from(await response.arrayBuffer()).equals(readFileSync(join(DIST, name))), name).toBe(true);
        }
      }
    });

    test('the settings reach the page and its policy', async ({ servers }) => {
      for (const [url, origins, source, ancestors, apps, leap, utilities, brand] of [
        [`${servers.sandbox.origin}/connect`, '', ` ${servers.sandbox.origin}`, "'none'", '', '', '', ''],
        ['https://connect.flatpeak.com', 'https://portal.example', ' https://connect.flatpeak.com', 'https://portal.example', 'myapp com.example.app',
          'https://connect.leap.energy/?transmissionRegion=CAISO&variant=RESIDENTIAL&account=Acme', '', 'accent: #4a2c8f; font: Georgia, Times New Roman; logo: data:image/svg+xml,%3Csvg/%3E'],
        ['/connect', '', '', "'none'", 'myapp', 'https://www.addleap.com/Acme/pge/getting-started', 'pge sce sdge', 'radius: 6px'],
      ]) {
        const settings = {
          VPP_CONNECT_URL: url, VPP_CONNECT_UPSTREAM: servers.sandbox.origin, VPP_CONNECT_PATH: '/', VPP_ALLOWED_ORIGINS: origins,
          VPP_APP_SCHEMES: apps, VPP_LEAP_LINK: leap, VPP_LEAP_UTILITIES: utilities, VPP_APPEARANCE: brand,
        };
        const other = await deploy(name, settings);
        try {
          const response = await fetch(`${other.origin}/v1/`);
          const policy = response.headers.get('content-security-policy').replaceAll(' ;', ';');
          expect(policy).toContain(`connect-src 'self'${source}; `);
          expect(policy).toContain(`frame-ancestors ${ancestors}; `);
          const html = await response.text();
          expect(html).toContain(`<meta name="vpp:connect-url" content="${url}">`);
          expect(html).toContain(`<meta name="vpp:allowed-origins" content="${origins}">`);
          expect(html).toContain(`<meta name="vpp:app-schemes" content="${apps}">`);
          expect(html).toContain(`<meta name="vpp:leap-link" content="${leap}">`);
          expect(html).toContain(`<meta name="vpp:appearance" content="${brand}">`);
          expect(html).toContain(`<meta name="vpp:leap-utilities" content="${utilities}">`);
          // The page only links to Leap.
          expect(policy).not.toContain('leap');
        } finally {
          await other.stop();
        }
      }
    });

    test('the element reaches another Connect that the deployment permits, and no other', async ({ servers, page, guard, appFor }) => {
      const second = await startSandbox();
      const url = `${second.origin}/connect`;
      const deployment = await deploy(name, {
        VPP_CONNECT_UPSTREAM: 'http://127.0.0.1:1',
        VPP_ALLOWED_ORIGINS: servers.portal.origin,
        VPP_ALLOWED_CONNECT_URLS: `https://connect.example/v2 ${url}`,
      });
      try {
        for (const { origin } of [deployment, second]) guard.expectOrigin(origin);
        guard.expectConnectAt(url);
        const app = appFor({ page, origin: deployment.origin });
        const portal = new Partner({ page, app, server: servers.portal });
        const frame = await portal.open('documented', { attributes: `connect-url="${url}"` });
        await showsDocumented(frame);
        expect(app.posts.map(({ request }) => request.url())).toEqual([url]);
        const token = app.tokenOf('documented');
        await portal.show(`<vpp-summary id="one" connect-token="${token}" connect-url="${second.origin}/other"></vpp-summary>`);
        expect(await portal.event('error')).toMatchObject({ kind: 'configuration', retryable: false });
        expect(app.posts).toHaveLength(1);
        // Even a script that got into the page could not reach an address that is not permitted.
        const policy = (await fetch(`${deployment.origin}/v1/`)).headers.get('content-security-policy');
        expect(policy).toContain(`connect-src 'self' https://connect.example/v2 ${url};`);
      } finally {
        await Promise.all([deployment.stop(), second.stop()]);
      }
    });

    test('no token gets into a log, whatever goes wrong', async () => {
      const root = mkdtempSync(join(tmpdir(), 'vpp-root-'));
      mkdirSync(join(root, 'v1'));
      copyFileSync(join(DIST, 'index.html'), join(root, 'v1/index.html'));
      // nginx calls a pipe critical, and so logs it on all but the two highest levels. Caddy would wait for it.
      if (name === 'nginx') execFileSync('mkfifo', [join(root, 'v1/pipe')]);
      for (const upstream of ['http://255.255.255.255', 'http://127.0.0.1:1', 'http://nowhere.invalid']) {
        const broken = await deploy(name, { VPP_CONNECT_UPSTREAM: upstream }, { root });
        try {
          const headers = { referer: 'https://portal.example/?fp_cot=cot_secret' };
          const answer = await fetch(`${broken.origin}/connect?fp_cot=cot_secret`, { method: 'POST', body: '{}', headers });
          expect(answer.status).toBe(502);
          expect(answer.headers.get('cache-control')).toBe('no-store');
          expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
          const mistakes = ['%3Ffp_cot=', '%23fp_cot%3D', '&fp_cot=', '', '%00?', '%zz?', `${'x'.repeat(300)}?`, 'index.html/?', 'pipe?'];
          for (const mistake of mistakes) await fetch(`${broken.origin}/v1/${mistake}cot_secret`);
          await fetch(`${broken.origin}/v1/?fp_cot=cot_secret`, { method: 'DELETE' });
        } finally {
          const logged = await broken.stop();
          expect(logged).toContain('/connect');
          expect(logged).not.toContain('secret');
        }
      }
      rmSync(root, { recursive: true });
    });

    test('the page and Connect’s answers are compressed', async ({ app, deployment }) => {
      const body = JSON.stringify({ connect_token: app.tokenOf('documented'), route: 'session_start', type: 'submit', action: 'VPP' });
      const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' };
      const answer = await fetch(`${deployment.origin}/connect`, { method: 'POST', headers, body });
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(await answer.json()).toMatchObject({ route: 'vpp_summary' });
      const page = await fetch(`${deployment.origin}/v1/`, { headers });
      expect(page.headers.get('content-encoding')).toBe('gzip');
      expect(await page.text()).toContain('</html>');
    });

    test('the page explains the server’s own answers instead of Connect’s', async ({ app, deployment, context, guard }) => {
      for (const [status, problem] of [[502, 'server'], [504, 'timeout'], ...(name === 'nginx' ? [[429, 'rate_limit']] : [])]) {
        guard.expectStatus(status);
        // What nginx answers by itself.
        const body = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>nginx</center></body></html>`;
        await context.route('**/connect', (route) => route.fulfill({ status, contentType: 'text/html', body }));
        await app.goto(`/v1/#fp_cot=${app.tokenOf('documented')}`);
        await app.toBe('problem');
        await expect(app.problem).toHaveAttribute('data-problem', problem);
        await context.unroute('**/connect');
        await app.page.goto('about:blank');
      }
      expect(app.origin).toBe(deployment.origin);
    });

    test('nothing but the page is served', async ({ deployment }) => {
      for (const path of ['/secret.txt', '/v1/../secret.txt', '/v1/%2e%2e/secret.txt', '/v1/.git/config', '/v1', '/v2/', '/sandbox']) {
        const response = await fetch(deployment.origin + path, { redirect: 'manual' });
        expect([404, 400, 301, 308], path).toContain(response.status);
        expect(await response.text(), path).not.toContain('secret');
      }
      const compressed = readdirSync(DIST).find((name) => name.endsWith('.wasm.br'));
      if (name === 'nginx') expect((await fetch(`${deployment.origin}/v1/${compressed}`)).status).toBe(404);
    });

    test('Connect is reached at the path where it is', async () => {
      const asked = [];
      const upstream = createServer((request, response) => {
        asked.push([`${request.method} ${request.url}`, Object.keys(request.headers)]);
        // What such a server could do to the proxy.
        response.writeHead(200, { 'x-accel-redirect': '/v1/vpp-summary.js', 'set-cookie': 'a=b', 'access-control-allow-origin': '*' });
        response.end('{}');
      });
      await new Promise((listening) => upstream.listen(0, '127.0.0.1', listening));
      const origin = `http://127.0.0.1:${upstream.address().port}`;
      const settings = { VPP_CONNECT_URL: '/connect', VPP_CONNECT_UPSTREAM: origin, VPP_ALLOWED_ORIGINS: '' };
      for (const path of ['/', '/somewhere/else']) {
        const other = await deploy(name, { ...settings, VPP_CONNECT_PATH: path });
        const personal = Object.fromEntries(['cookie', 'referer', 'origin', 'authorization', 'forwarded', 'x-forwarded-for', 'x-real-ip'].map((name) => [name, 'https://x.example']));
        const answer = await fetch(`${other.origin}/connect?a=b`, { method: 'POST', body: '{}', headers: personal });
        await other.stop();
        const [line, headers] = asked.pop();
        expect(line).toBe(`POST ${path}`);
        for (const name of [...Object.keys(personal), 'x-forwarded-host', 'x-forwarded-proto']) expect(headers).not.toContain(name);
        expect(await answer.text()).toBe('{}');
        for (const name of ['set-cookie', 'access-control-allow-origin']) expect(answer.headers.get(name)).toBeNull();
      }
      upstream.close();
    });

    test('Connect is reached by POST only, without cookies and under the page’s own headers', async ({ app, deployment }) => {
      const token = app.tokenOf('documented');
      const body = JSON.stringify({ connect_token: token, route: 'session_start', type: 'submit', action: 'VPP' });
      const headers = { 'content-type': 'application/json', cookie: 'visitor=somebody' };
      const response = await fetch(`${deployment.origin}/connect`, { method: 'POST', headers, body });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ route: 'vpp_summary' });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('content-security-policy')).not.toContain(',');
      expect([403, 405]).toContain((await fetch(`${deployment.origin}/connect`)).status);
      const large = await fetch(`${deployment.origin}/connect`, { method: 'POST', headers, body: 'x'.repeat(70_000) });
      // Older releases of Caddy break off what they pass on, and then call that a bad gateway.
      expect(name === 'nginx' ? [413] : [413, 502]).toContain(large.status);
    });
  });
}
