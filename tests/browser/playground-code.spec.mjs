// The code that the playground shows, as partners use it: copied into a page of another origin, into nginx, into an app.

import { execFileSync } from 'node:child_process';
import { transform } from 'esbuild';
import { deploy, programOf } from './support/deployment.mjs';
import { look, test } from './support/playground.mjs';
import { ELEMENT_TYPES, read } from './support/paths.mjs';
import { expect } from './support/test.mjs';

/** A choice with something of everything. */
const CHOICE = {
  scenario: 'joining', lang: 'fr', navigation: 'shown', 'reference-id': 'R-1~a.b', 'leap-status': 'connected',
  accent: '2b41c6', 'accent.dark': 'a5b6ff', canvas: 'f3f5fb', radius: '8', 'font-size': '17', space: '14', font: 'georgia', logo: 'loom',
};

/** What the codes have in common with the sandbox: its address, and a token of the test's own. */
const filled = (code, { origin }, token) => code.replaceAll('https://pages.example', origin).replaceAll('cot_…', token);

test('the HTML shows the same look in a page of another origin, in every theme', async ({ playground, page, portal, app }) => {
  for (const theme of ['light', 'dark', undefined]) {
    await playground.open({ ...CHOICE, ...(theme && { theme }) });
    await playground.hasColour('accent', theme === 'dark' ? '#a5b6ff' : '#2b41c6');
    const [wanted, code] = [await look(playground.frame), await playground.code('HTML')];
    expect(wanted).toMatchObject({ radius: '0.5rem', size: '17px', lang: 'fr', 'space-4': '0.875rem' });
    await portal.show(filled(code, app, app.tokenOf('joining')), { head: '' });
    const frame = await portal.toBe('ready');
    await expect.poll(() => look(frame), theme).toEqual(wanted);
    await expect(frame.locator('[data-action="CLOSE"]:visible')).toHaveCount(1);
    expect(await page.locator('vpp-summary').evaluate(({ referenceId, leapStatus }) => [referenceId, leapStatus])).toEqual(['R-1~a.b', 'connected']);
  }
  await playground.open();
  const code = await playground.code('HTML');
  expect(code).not.toContain('style');
  await portal.show(filled(code, app, app.tokenOf('documented')), { head: '' });
  await portal.toBe('ready');
});

test('the settings for nginx show the same look without the element, and allow the portal', async ({ playground, page, guard }) => {
  test.skip(!programOf('nginx'), 'nginx is not installed');
  await playground.open({ ...CHOICE, theme: 'dark' });
  const [wanted, code] = [await look(playground.frame), await playground.code('nginx')];
  // As a shell reads deploy/vpp.env.
  const printed = execFileSync('/bin/sh', ['-c', `set -a; ${code}\nenv`], { env: {}, encoding: 'utf8' });
  const settings = Object.fromEntries([...printed.matchAll(/^(VPP_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
  expect(Object.keys(settings).sort()).toEqual(['VPP_ALLOWED_ORIGINS', 'VPP_APPEARANCE', 'VPP_LEAP_LINK', 'VPP_LEAP_UTILITIES']);
  const deployment = await deploy('nginx', settings);
  try {
    guard.expectOrigin(deployment.origin);
    const { headers } = await fetch(`${deployment.origin}/v1/`);
    expect(headers.get('content-security-policy')).toContain('frame-ancestors https://portal.example;');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${deployment.origin}/v1/?lang=fr`);
    await expect(page.locator('main')).toHaveAttribute('data-state', 'problem');
    const found = await look(page);
    // The portal asks for a theme; a page by itself has the visitor's.
    expect(found).toEqual(wanted);
  } finally {
    await deployment.stop();
  }
});

test('the code for React and Vue compiles and names what the element has', async ({ playground, page }) => {
  await playground.open({ ...CHOICE, theme: 'dark' });
  const types = read(ELEMENT_TYPES);
  const react = await playground.code('React');
  const [jsx, css] = react.split('/* earnings.css */');
  await transform(jsx, { loader: 'jsx' });
  const props = [...jsx.matchAll(/^ {6}(\w+)(?:=|$)/gm)].map(([, name]) => name);
  expect(props).toEqual(['src', 'fetchToken', 'lang', 'theme', 'navigation', 'referenceId', 'leapStatus', 'onError']);
  for (const name of props.slice(1, -1)) if (name !== 'lang') expect(types).toContain(`  ${name}: `);
  const vue = await playground.code('Vue');
  const [, script, tag, style] = /<script setup lang="ts">\n([^]*)<\/script>\n\n<template>\n([^]*)<\/template>\n\n<style>\n([^]*)<\/style>\n$/.exec(vue);
  await transform(script, { loader: 'ts' });
  expect(tag).toBe('  <vpp-summary .fetchToken="fetchToken" lang="fr" theme="dark" navigation reference-id="R-1~a.b" leap-status="connected" />\n');
  // Both have the rule of the HTML.
  const html = await playground.code('HTML');
  const rule = /vpp-summary \{[^}]*\}/;
  const squeezed = (text) => rule.exec(text)[0].replace(/\s+/g, ' ');
  expect([squeezed(css), squeezed(style)]).toEqual([squeezed(html), squeezed(html)]);
  // A logo that is too long for a line of nginx's is a file.
  await playground.choose({ logo: `data:image/svg+xml,${'%20'.repeat(600)}` });
  await expect(page.locator('#code')).not.toContainText('light-dark');
  expect(await playground.code('nginx')).toContain('VPP_APPEARANCE="logo: logo.svg"');
});
