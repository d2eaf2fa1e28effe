import { execFile } from 'node:child_process';
import path from 'node:path';

/** Bundles the measuring pages and the engine's worker into build/speed. @throws Error with webpack's own words */
export function bundlePages(projectFolder: string): Promise<void> {
  const webpack = path.join(projectFolder, 'node_modules/webpack/bin/webpack.js');
  const config = path.join(projectFolder, 'bench/speed/webpack.config.js');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [webpack, '--config', config], (error, stdout, stderr) => {
      if (error) reject(new Error(`The pages could not be bundled:\n${stdout}${stderr}`));
      else resolve();
    });
  });
}
