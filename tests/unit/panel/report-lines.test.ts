import { FALLBACK_CODES } from '../../../src/engine';
import { fallbackLine } from '../../../src/panel/report-lines';

describe('why the CPU ran', () => {
  it.each(FALLBACK_CODES)('has words of its own for %s', (code) => {
    const line = fallbackLine({ code });

    expect(line).toMatch(/^[A-Z].* so the CPU runs\.$/);
    expect(line).not.toContain(code);
    expect(FALLBACK_CODES.filter((other) => fallbackLine({ code: other }) === line)).toEqual([
      code,
    ]);
  });
});
