import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import webpack from 'webpack';

const NAME = 'PanelPagePlugin';

/**
 * Turns the panel's script into one single-file page: the script stands inline in the template, and the page's
 * Content-Security-Policy allows exactly that script by its hash, so no other file can ever be loaded as code.
 */
export class PanelPagePlugin {
  constructor({ template, script, page }) {
    this.template = template;
    this.script = script;
    this.page = page;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      const stage = compilation.constructor.PROCESS_ASSETS_STAGE_OPTIMIZE_INLINE;
      compilation.hooks.processAssets.tapPromise({ name: NAME, stage }, async (assets) => {
        const code = inlineSafe(assets[this.script].source().toString());
        const template = await readFile(this.template, 'utf8');
        compilation.fileDependencies.add(this.template);
        compilation.deleteAsset(this.script);
        compilation.emitAsset(this.page, new webpack.sources.RawSource(pageWith(template, code)));
      });
    });
  }
}

/** Function replacements, because `$&` in the script must not be read as a pattern. */
function pageWith(template, code) {
  const hash = createHash('sha256').update(code, 'utf8').digest('base64');
  return template
    .replace('SCRIPT_HASH', () => `sha256-${hash}`)
    .replace('<!-- SCRIPT -->', () => `<script>${code}</script>`);
}

/** Inside a script element these two sequences would end or comment out the script; escaped they mean the same. */
function inlineSafe(code) {
  return code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}
