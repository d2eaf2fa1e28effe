import path from 'node:path';
import product from '../../webpack.config.js';

const OUT = path.join(import.meta.dirname, '../../build/speed');

/** The engine as `npm run build` bundles it, laid where no other build looks. */
const workers = product
  .filter(({ name }) => name.includes('worker'))
  .map((worker) => ({ ...worker, output: { ...worker.output, path: OUT } }));

const { mode, devtool, target, module, optimization, performance, stats } = workers[0];

/** Two pages that measure: the same settings, none of the worker's replacements. */
const pages = ['ours', 'peer'].map((name) => ({
  ...{ mode, devtool, target, module, optimization, performance, stats, name },
  entry: path.join(import.meta.dirname, `pages/${name}.ts`),
  output: { path: OUT, filename: `${name}.js` },
  resolve: { extensions: ['.ts', '.mjs', '.js'] },
}));

export default [...workers, ...pages];
