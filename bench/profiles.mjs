// The two machines that pages are measured on.

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

/** Chrome's "slow 4G", as Lighthouse has it: bits per second, and milliseconds of latency. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

export const PROFILES = {
  slow4g: { title: 'slow 4G, CPU ÷ 4', screen: PHONE, network: SLOW_4G, slowdown: 4 },
  desktop: { title: 'desktop', screen: DESKTOP, slowdown: 1 },
};

/** The same machine with a fast network. */
export const offNetwork = (profile) => ({ ...profile, network: undefined });
