const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
  // Must stand before the next one: Jest takes the first pattern that matches.
  'ort-wasm-simd-threaded\\.mjs$': '<rootDir>/tests/support/ort-glue-transform.cjs',
  // A few libraries ship ES modules only; Jest runs CommonJS.
  '^.+\\.m?js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
};

const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: import.meta.dirname,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.{ts,tsx}`],
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns: [
    '/node_modules/(?!(birpc|@noble|ag-psd|onnxruntime-web|@adobe/react-spectrum|@react-spectrum|@react-aria|@react-stately|@internationalized|@spectrum-icons)/)',
  ],
  moduleNameMapper: { '\\.css$': '<rootDir>/tests/support/css-stub.cjs' },
  setupFiles: ['<rootDir>/tests/support/fixed-seed.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build'],
  ...extra,
});

export default {
  projects: ['static', 'unit', 'property', 'contract', 'e2e'].map((name) => project(name)),
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/tests/support/closing-line-reporter.cjs'],
};
