import {
  ERROR_CODES,
  messageFor,
  stageName,
  type ErrorCode,
  type Stage,
} from '../../../src/support';

const FILE_CODES: readonly ErrorCode[] = [
  'model-missing',
  'model-truncated',
  'model-altered',
  'asset-missing',
  'file-unreadable',
  'file-unwritable',
];

describe('messageFor', () => {
  it.each(ERROR_CODES)('says whole sentences for %s, even when no fact is known', (code) => {
    const { summary, nextStep } = messageFor({ code, context: {} });

    for (const sentence of [summary, nextStep]) {
      expect(sentence).toMatch(/^[A-Z].+\.$/);
      expect(sentence).not.toMatch(/undefined| {2}|“”/);
    }
  });

  it.each(FILE_CODES)('names the file of %s where it is known', (code) => {
    const { summary } = messageFor({ code, context: { file: 'u2netp.onnx' } });

    expect(summary).toContain('“u2netp.onnx”');
  });

  it.each(['model-missing', 'model-truncated', 'model-altered'] as const)(
    'names the command that mends %s',
    (code) => {
      expect(messageFor({ code, context: {} }).nextStep).toContain('npm run models');
    },
  );

  it('speaks of a quality, which is what a person chooses, where one is unknown', () => {
    const { summary, nextStep } = messageFor({
      code: 'model-unknown',
      context: { modelId: 'best' },
    });

    expect(summary).toBe('The quality “best” is not one of those that Offcut has.');
    expect(nextStep).toContain('qualities');
  });

  it.each(['session-failed', 'inference-failed'] as const)(
    'offers the quality that takes least for %s',
    (code) => {
      expect(messageFor({ code, context: {} }).nextStep).toContain('the Fast quality');
    },
  );

  it('has words of its own for every code', () => {
    const summaries = ERROR_CODES.map((code) => messageFor({ code, context: {} }).summary);

    expect(new Set(summaries).size).toBe(ERROR_CODES.length);
  });
});

describe('stageName', () => {
  it('has words for each stage', () => {
    const stages: Stage[] = [
      'reading-pixels',
      'loading-model',
      'estimating',
      'refining',
      'rendering-mask',
      'cleaning-colours',
      'writing-mask',
    ];

    expect(stages.map(stageName)).toEqual([
      'Reading the layer',
      'Loading the model',
      'Finding the subject',
      'Refining edges',
      'Drawing the mask',
      'Cleaning the colours',
      'Writing to the document',
    ]);
  });
});
