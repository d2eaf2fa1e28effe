import { fileURLToPath } from 'node:url';
import { run } from './run';

process.exitCode = await run(process.argv.slice(2), {
  print: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  projectFolder: fileURLToPath(new URL('../..', import.meta.url)),
});
