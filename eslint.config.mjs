import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { readFileSync } from 'node:fs';

/** The dependency law, in words in docs/architecture.md. */
const { rooms: ROOMS, vendors: VENDORS } = JSON.parse(
  readFileSync(new URL('rooms.json', import.meta.url), 'utf8'),
);

/** Globals that UXP's main context lacks; the host bundle must not reach for them. */
const ABSENT_IN_UXP = [
  'Worker',
  'OffscreenCanvas',
  'TextDecoder',
  'TextEncoder',
  'queueMicrotask',
  'structuredClone',
];

function lawOf(room) {
  const allowed = ROOMS[room];
  const forbidden = Object.keys(ROOMS).filter(
    (other) => other !== room && !allowed.includes(other),
  );
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: forbidden.map((other) => `**/${other}`),
              message: `The ${room} room stands on ${allowed.join(', ') || 'nothing'}; see docs/architecture.md.`,
            },
            {
              group: allowed.map((other) => `**/${other}/*`).concat('!**/*.css'),
              message: 'Import a room by its index, not by one of its files.',
            },
            {
              group: Object.keys(VENDORS).flatMap((vendor) => [vendor, `${vendor}/*`]),
              message: 'Vendor modules are imported in one file each; see docs/architecture.md.',
            },
          ],
        },
      ],
    },
  };
}

const limits = {
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
  'max-depth': ['error', 4],
  complexity: ['error', 12],
};

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'build', 'artifacts', 'tests/support/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...limits,
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  ...Object.keys(ROOMS).map(lawOf),
  {
    files: ['src/host/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...ABSENT_IN_UXP] },
  },
  { files: [...new Set(Object.values(VENDORS))], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/panel/**/*.tsx', 'simulator/**/*.tsx'], ...reactHooks.configs.flat.recommended },
  {
    // Typed-array kernels: one loop over pixels may be longer than a recipe.
    files: ['src/raster/**', 'src/matting/**'],
    rules: {
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Fakes of a large vendor module.
    files: ['simulator/**/*.{ts,tsx}'],
    rules: { 'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['scripts/**', 'tests/e2e/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { parserOptions: { projectService: false } },
  },
);
