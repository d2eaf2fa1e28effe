import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium, or the one that OFFCUT_CHROMIUM names. */
const CHROMIUM = process.env['OFFCUT_CHROMIUM'] ?? '/usr/bin/chromium';

/** The same for every tool. No name but this machine's address can be looked up. */
const SWITCHES = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Chromium has WebGPU on Linux only where it is asked for it. */
const GPU_SWITCHES = ['--enable-unsafe-webgpu', '--enable-features=Vulkan'];

/** A busy machine has been seen to take more than a minute. */
const LAUNCH_MS = 180_000;

/** @throws Error that says which browser is missing */
export async function launchBrowser({ hasGpu }: { readonly hasGpu: boolean }): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(`${CHROMIUM} is missing: install Debian's chromium or set OFFCUT_CHROMIUM`);
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...SWITCHES,
      ...(hasGpu ? GPU_SWITCHES : ['--disable-gpu']),
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
    timeout: LAUNCH_MS,
  });
}

/** Where the pages' scripts and workers run. */
export async function rendererIds(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}
