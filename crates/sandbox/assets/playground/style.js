// A choice as values of the element's custom properties and of the deployment's setting.

import { COLOURS, FONTS, LENGTHS } from './appearance.js';
import { MARKS } from './brands.js';

/** All names, in the order of embed/README.md. */
const NAMES = [...Object.keys(COLOURS), 'font', ...Object.keys(LENGTHS), 'logo'];

/** The custom properties of a choice without `--vpp-`: `[name, value]`. */
export function properties(choice) {
  return NAMES.map((name) => [name, valueOf(name, choice)]).filter(([, value]) => value);
}

/** The entries of `vpp:appearance`. It has one value for each name, so the theme's own count. */
export function settings(choice) {
  const single = { ...choice, theme: choice.theme ?? 'light' };
  return properties(single).map(([name, value]) => [name, name === 'logo' ? pictureOf(choice.logo) : value]);
}

/** The picture of a logo, as an address. */
export const pictureOf = (logo) => MARKS[logo]?.[1] ?? logo;

function valueOf(name, choice) {
  const value = choice[name];
  if (Object.hasOwn(COLOURS, name)) return colourOf(value, choice[`${name}.dark`], choice.theme, COLOURS[name][2]);
  if (!value) return undefined;
  if (name === 'font') return FONTS[value][1];
  return name === 'logo' ? `url("${pictureOf(value)}")` : `${value}px`;
}

/** A colour that was chosen for light colours only is that of both themes, as everywhere in CSS. */
function colourOf(light, dark, theme, usual) {
  if (theme === 'light' || !dark || light === dark) return light;
  return theme === 'dark' ? dark : `light-dark(${light ?? usual}, ${dark})`;
}
