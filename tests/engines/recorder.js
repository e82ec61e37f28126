// Runs before the scripts of a page under test and records its errors, warnings and violations of the content security
// policy. Classic WebDriver gives access to none of them.

window.problems = [];

const record = (problem) => window.problems.push(problem);

for (const level of ['error', 'warn']) {
  const original = console[level];
  console[level] = (...values) => {
    record(`console.${level}: ${values.map(String).join(' ')}`);
    original.apply(console, values);
  };
}

addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  record(`CSP violation: ${effectiveDirective} ${blockedURI}`),
);
addEventListener('unhandledrejection', ({ reason }) => record(`unhandled rejection: ${reason}`));
// An element that fails to load sends an event without a message, which does not bubble.
addEventListener(
  'error',
  ({ message, target }) => record(message ? `uncaught: ${message}` : `not loaded: ${target.src ?? target.href}`),
  true,
);
