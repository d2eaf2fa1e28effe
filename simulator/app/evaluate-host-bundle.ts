/**
 * Runs a host bundle as UXP does: a classic CommonJS script, with `require` for the modules that the host offers and
 * with the given names in place of the browser's own.
 */
export function evaluateHostBundle(
  source: string,
  modules: Readonly<Record<string, unknown>>,
  bindings: Readonly<Record<string, unknown>>,
): unknown {
  const names = Object.keys(bindings);
  // The bundle stands in a function of its own, so that its "use strict" is a directive, and so that `eval` can be a
  // parameter of the sloppy one around it.
  const body = `return function (module, exports, require) {${source}\n};`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the bundle's text is to be run with other globals
  const bind = new Function(...names, body) as (...values: unknown[]) => BundleFunction;
  const module: CommonJsModule = { exports: {} };
  const run = bind(...names.map((name) => bindings[name]));
  run.call(module.exports, module, module.exports, requireFrom(modules));
  return module.exports;
}

interface CommonJsModule {
  exports: unknown;
}

type BundleFunction = (
  module: CommonJsModule,
  exports: unknown,
  require: (name: string) => unknown,
) => void;

function requireFrom(modules: Readonly<Record<string, unknown>>): (name: string) => unknown {
  return (name) => {
    if (Object.hasOwn(modules, name)) return modules[name];
    throw new Error(`Cannot find module '${name}'`);
  };
}
