// The code that the playground and the guide show for apps, built by the apps' own tools. types.spec.mjs compiles it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { namesOf } from './listings.mjs';
import { WORK, binary, run } from './prepare.mjs';

for (const app of ['react', 'vue']) {
  test(`the playground’s code for ${app} is built`, async () => {
    const cwd = join(WORK, app);
    await run(binary(app, 'vite'), ['build', '--config', 'listings.config.mjs', '--logLevel', 'warn'], { cwd });
    const [script, style] = ['all.js', 'all.css'].map((name) => readFileSync(join(cwd, 'dist-listings', name), 'utf8'));
    expect(script.match(/https:\/\/pages\.example\/v1\/vpp-summary\.js/g)).toHaveLength(namesOf(app).length);
    for (const part of ['R-1~a.b', 'connected', 'src is missing']) expect(script).toContain(part);
    // To Vue, the element is no component.
    expect(script).not.toMatch(/resolveComponent\(.vpp/);
    expect(style).toContain('--vpp-accent');
  });
}
