import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Resident megabytes of all pages' processes of a browser on Linux; the plugin's page and its worker are one of them. */
export async function rendererMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => residentMegabytes(id))
    .reduce((sum, megabytes) => sum + megabytes, 0);
}

function residentMegabytes(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
