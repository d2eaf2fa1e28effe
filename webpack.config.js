import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import webpack from 'webpack';
import { LayFilesPlugin } from './scripts/webpack/lay-files-plugin.js';
import { PanelPagePlugin } from './scripts/webpack/panel-page-plugin.js';

const at = (...parts) => path.join(import.meta.dirname, ...parts);
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

const PLUGIN = at('dist/plugin');
const WORKER = at('build/worker');
const SIMULATOR = at('dist/simulator');

/** One classic script per bundle: UXP and a file:// page load neither ES modules nor further chunks. */
const bundle = (name, entry, output) => ({
  name,
  mode: 'production',
  devtool: false,
  target: ['web', 'es2022'],
  entry: { [output.filename.replace(/\.js$/, '')]: at(entry) },
  output: { clean: false, ...output },
  resolve: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  module: {
    parser: { javascript: { url: false } },
    rules: [
      { test: /\.tsx?$/, exclude: /node_modules/, use: typescriptLoader },
      { test: /\.css$/, use: ['style-loader', 'css-loader'] },
    ],
  },
  optimization: {
    splitChunks: false,
    runtimeChunk: false,
    // Licences travel in THIRD_PARTY_NOTICES.md, which lies beside the bundles.
    minimizer: [new MinimizerPlugin({
        extractComments: false,
        minify: {
          implementation: MinimizerPlugin.terserMinify,
          options: { format: { comments: false } },
        },
      }),
    ],
};

const page = bundle('page', 'src/page.tsx', { path: PLUGIN, filename: 'panel.js' });
page.dependencies = ['worker'];
page.resolve.alias = { 'engine-worker-source$': path.join(WORKER, 'engine-worker.js') };
page.module.rules.unshift({ include: WORKER, type: 'asset/source' });
page.plugins = [
  oneChunk,
  define,
  new PanelPagePlugin({ template: at('src/panel/panel.html'), script: 'panel.js', page: 'panel.html' }),
];

const host = bundle('host', 'src/plugin.ts', {
  path: PLUGIN,
  filename: 'index.js',
  library: { type: 'commonjs2' },
});
host.externals = ['photoshop', 'uxp', 'fs', 'os'].map((name) => ({ [name]: `commonjs2 ${name}` }));
host.plugins = [oneChunk, define, new LayFilesPlugin(pluginFiles())];

const simulator = bundle('simulator', 'simulator/app/main.tsx', {
  path: SIMULATOR,
  filename: 'app.js',
});
simulator.plugins = [oneChunk, new LayFilesPlugin([[at('simulator/app/index.html'), 'index.html']])];

/** Everything that the plugin's folder holds besides its two bundles. */
function pluginFiles() {
  const icons = readdirSync(at('icons')).filter((name) => name.endsWith('.png'));
  const weights = readdirSync(at('models')).filter((name) => name.endsWith('.onnx'));
  const wasm = 'ort-wasm-simd-threaded.wasm';
  return [
    ...['manifest.json', 'LICENSE', 'THIRD_PARTY_NOTICES.md', 'models/registry.json'],
    ...icons.map((name) => `icons/${name}`),
    ...weights.map((name) => `models/${name}`),
  ]
    .map((file) => [at(file), file])
    .concat([[at('node_modules/onnxruntime-web/dist', wasm), `wasm/${wasm}`]]);
}

export default [worker, page, host, simulator];
