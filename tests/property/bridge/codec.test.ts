import fc from 'fast-check';
import { fromChunk, toChunk } from '../../../src/bridge';

describe('the binary codec', () => {
  it('gives back whatever bytes went in, after a JSON round trip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.boolean(), (bytes, deflate) => {
        const crossed: unknown = JSON.parse(JSON.stringify(toChunk(bytes, { deflate })));

        expect(fromChunk(crossed as ReturnType<typeof toChunk>)).toEqual(bytes);
      }),
    );
  });

  it('never takes changed text for other bytes', () => {
    const letter = fc.constantFrom('A', 'B', 'z', '0', '9', '+', '/', '=', '%', 'é');
    const change = fc.record({ at: fc.nat(), letter, deflate: fc.boolean() });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 500 }), change, (bytes, changed) => {
        const chunk = toChunk(bytes, { deflate: changed.deflate });
        const at = changed.at % chunk.text.length;
        const text = chunk.text.slice(0, at) + changed.letter + chunk.text.slice(at + 1);

        const outcome = outcomeOf(() => fromChunk({ ...chunk, text }));

        // Some bits of the last letter mean nothing, so that other text may stand for the same bytes.
        if (outcome !== 'bridge-corrupt') expect(outcome).toEqual(bytes);
      }),
    );
  });
});

function outcomeOf(decode: () => Uint8Array): Uint8Array | string {
  try {
    return decode();
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}
