import { readdirSync } from 'node:fs';
import path from 'node:path';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import webpack from 'webpack';
import { LayFilesPlugin } from './scripts/webpack/lay-files-plugin.js';
import { PanelPagePlugin } from './scripts/webpack/panel-page-plugin.js';

const at = (...parts) => path.join(import.meta.dirname, ...parts);

const PLUGIN = at('dist/plugin');
const WORKER = at('build/worker');
const SIMULATOR = at('dist/simulator');

/** Types are checked by `tsc -b` (npm run test:types), room by room; here they are only removed. */
const typescriptLoader = {
  loader: 'ts-loader',
  options: {
    transpileOnly: true,
    configFile: at('tsconfig.base.json'),
    compilerOptions: { composite: false, emitDeclarationOnly: false, jsx: 'react-jsx' },
  },
};

/** One classic script per bundle: UXP and a file:// page load neither ES modules nor further chunks. */
const bundle = (name, entry, output) => ({
  name,
  mode: 'production',
  devtool: false,
  target: ['web', 'es2022'],
  entry: at(entry),
  output,
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
    // Licences travel in THIRD_PARTY_NOTICES.md, which lies beside the bundles.
    minimizer: [
      new MinimizerPlugin({
        extractComments: false,
        minify: {
          implementation: MinimizerPlugin.terserMinify,
          options: { format: { comments: false } },
        },
      }),
    ],
  },
  plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
  performance: { hints: false },
  stats: 'errors-warnings',
});

/**
 * The engine, to be inlined into the page as text and started from a blob: URL, with one build of the runtime and that
 * build's glue code inside. The package's default build would be WebGPU without JSPI, and twice as large.
 */
const worker = (name, runtime) => {
  const config = bundle(name, 'src/engine/worker.ts', { path: WORKER, filename: `${name}.js` });
  config.resolve.alias = { 'onnxruntime-web$': runtime };
  config.module.rules.push({
    test: /ort\.jspi\.bundle\.min\.mjs$/,
    use: at('scripts/webpack/no-code-from-strings-loader.js'),
  });
  config.plugins.push(
    // The runtime looks for files beside its module; ours gets its wasm as bytes and looks for nothing.
    new webpack.DefinePlugin({ 'import.meta.url': JSON.stringify('blob:engine-worker') }),
  );
  return config;
};
const workers = [
  worker('engine-worker', 'onnxruntime-web/wasm'),
  worker('engine-worker-webgpu', 'onnxruntime-web/jspi'),
];

const page = bundle('page', 'src/page.tsx', { path: PLUGIN, filename: 'panel.js' });
page.dependencies = workers.map(({ name }) => name);
page.resolve.alias = Object.fromEntries(
  workers.map(({ name }) => [`${name}-source$`, path.join(WORKER, `${name}.js`)]),
);
page.module.rules.push({ include: WORKER, type: 'asset/source' });
page.plugins.push(
  new PanelPagePlugin({
    template: at('src/panel/panel.html'),
    script: 'panel.js',
    page: 'panel.html',
  }),
);

const host = bundle('host', 'src/plugin.ts', {
  path: PLUGIN,
  filename: 'index.js',
  library: { type: 'commonjs2' },
});
host.externals = ['photoshop', 'uxp', 'fs'].map((name) => ({ [name]: `commonjs2 ${name}` }));
host.plugins.push(new LayFilesPlugin(pluginFiles()));

const simulator = bundle('simulator', 'simulator/app/main.tsx', {
  path: SIMULATOR,
  filename: 'app.js',
});
simulator.plugins.push(new LayFilesPlugin([[at('simulator/app/index.html'), 'index.html']]));

/** Everything that the plugin's folder holds besides its two bundles, as [from, to]. */
function pluginFiles() {
  const filesIn = (folder, ending) =>
    readdirSync(at(folder))
      .filter((name) => name.endsWith(ending))
      .map((name) => `${folder}/${name}`);
  const own = [
    ...['manifest.json', 'LICENSE', 'THIRD_PARTY_NOTICES.md', 'models/registry.json'],
    ...filesIn('icons', '.png'),
    ...filesIn('models', '.onnx'),
  ];
  const runtimes = ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.jspi.wasm'];
  return [
    ...own.map((file) => [at(file), file]),
    ...runtimes.map((wasm) => [at('node_modules/onnxruntime-web/dist', wasm), `wasm/${wasm}`]),
  ];
}

export default [...workers, page, host, simulator];
