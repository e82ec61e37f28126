// Written by xtask/embed-api.mjs from embed/api.json.

/** The custom properties, without `--vpp-`: what each is, and its usual value in light colours. */
export const APPEARANCE = {
  "canvas": {"use":"behind everything","usual":"#f3f5f2"},
  "surface": {"use":"cards","usual":"#ffffff"},
  "surface-sunken": {"use":"areas inside a card, and what is under the pointer","usual":"#edf1ee"},
  "text": {"use":"headings, figures and sentences","usual":"#0f1f19"},
  "text-muted": {"use":"secondary text","usual":"#56635d"},
  "line": {"use":"dividers","usual":"#e0e6e2"},
  "line-strong": {"use":"borders of controls","usual":"#7c8a84"},
  "accent": {"use":"main buttons, links, selected items","usual":"#0a6848"},
  "accent-hover": {"use":"main buttons under the pointer","usual":"#07503a"},
  "accent-soft": {"use":"the card with a call to action","usual":"#e2f2e9"},
  "on-accent": {"use":"text on main buttons","usual":"#ffffff"},
  "bar": {"use":"the chart's bars","usual":"#13946a"},
  "penalty": {"use":"the chart's bars below zero","usual":"#b83a0b"},
  "warning": {"use":"what needs attention","usual":"#854700"},
  "warning-soft": {"use":"behind warnings","usual":"#fcefd8"},
  "focus": {"use":"the focus ring","usual":"#1257d0"},
  "font": {"use":"font families on the customer's device; no font is loaded"},
  "font-size": {"use":"12 px to 24 px, or in rem; the customer's own text size still counts","usual":"16px"},
  "space": {"use":"the base unit of the spacing within cards, 8 px to 32 px; their own padding and distance are fixed","usual":"16px"},
  "radius": {"use":"corners of cards, up to 40 px","usual":"1rem"},
  "radius-control": {"use":"corners of controls, up to 40 px","usual":"0.75rem"},
  "logo": {"use":"`url(…)` of a picture on the deployment's own origin, or `url(\"data:image/…\")`; it stands beside the programme's name"},
};

/** The properties, by their attributes. */
export const PROPERTIES = {
  "connect-token": "connectToken",
  "lang": "lang",
  "theme": "theme",
  "connect-url": "connectUrl",
  "title": "title",
  "navigation": "navigation",
  "reference-id": "referenceId",
  "leap-status": "leapStatus"
};

export const EVENTS = [
  "ready",
  "resize",
  "period",
  "action",
  "route",
  "close",
  "confirmation",
  "error"
];
