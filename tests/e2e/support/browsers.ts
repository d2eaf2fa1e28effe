import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium, or the one that OFFCUT_CHROMIUM names. */
const CHROMIUM = process.env['OFFCUT_CHROMIUM'] ?? '/usr/bin/chromium';
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
export const XVFB = '/usr/bin/Xvfb';

/** Switches that keep the browser itself off the network; none of them loosens what a page may do. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];

export async function launchChromium(...switches: readonly string[]): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [...QUIET, ...(isRoot ? ['--no-sandbox'] : []), ...switches],
    timeout: 60_000,
  });
}

/** A suite that needs these programs: where one is missing it fails in CI, and is skipped with a notice elsewhere. */
export function describeWith(programs: readonly string[], name: string, suite: () => void): void {
  const missing = programs.filter((program) => !existsSync(program));
  if (missing.length === 0) {
    describe(name, suite);
    return;
  }
  const notice = `${name}: needs ${missing.join(', ')}`;
  if (process.env['CI'] === undefined) {
    process.stderr.write(`Skipped, ${notice}\n`);
    describe.skip(name, suite);
    return;
  }
  describe(name, () => {
    it('finds its browser', () => {
      throw new Error(notice);
    });
  });
}

export const describeInChromium = (name: string, suite: () => void): void => {
  describeWith([CHROMIUM], name, suite);
};

export const describeInWebKit = (name: string, suite: () => void): void => {
  describeWith([WEBKIT_DRIVER, XVFB], name, suite);
};
