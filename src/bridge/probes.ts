import * as v from 'valibot';

/** What crosses when the diagnostics ask Photoshop; see docs/photoshop-facts.md for the questions. */

/** Characters of one answer, and of one question. */
const words = v.pipe(v.string(), v.maxLength(2000));

/** The number of the question in docs/photoshop-facts.md, and of the probe where one question has several. */
const probeIdSchema = v.pipe(v.string(), v.regex(/^Q\d{1,3}(?:\.\d{1,2})?$/));

/** One question that the host answers by measuring. */
const probeSchema = v.strictObject({ id: probeIdSchema, question: words, how: words });
export type ProbeQuestion = Readonly<v.InferOutput<typeof probeSchema>>;

/** A refusal is an answer: `words` are what was thrown. `ms` is what the probe took, with all that it tidied up. */
const probeAnswerSchema = v.strictObject({
  kind: v.picklist(['answered', 'refused']),
  words,
  ms: v.pipe(v.number(), v.minValue(0)),
});
export type ProbeAnswer = Readonly<v.InferOutput<typeof probeAnswerSchema>>;

/** Characters of the longest text that an echo carries: 4 MiB in base64. */
const MAX_ECHO_CHARACTERS = 5_600_000;
const echoTextSchema = v.pipe(v.string(), v.maxLength(MAX_ECHO_CHARACTERS));

/** Characters of the report that is kept in plugin-data. */
const reportTextSchema = v.pipe(v.string(), v.maxLength(400_000));

const nothing = v.strictObject({});

/** Part of the contract's HOST_METHODS. */
export const PROBE_METHODS = {
  /** What the diagnostics can ask of the host, in the order in which it is asked. */
  listProbes: { params: nothing, reply: v.array(probeSchema) },
  /** Measures one answer, on a document that the host makes and closes. One at a time; the next one waits. */
  runProbe: {
    params: v.strictObject({ id: probeIdSchema }),
    reply: probeAnswerSchema,
    timeoutMs: 120_000,
  },
  /** Takes a text, which may be longer than any chunk, and gives back one of `replyLength` characters. */
  echo: {
    params: v.strictObject({
      text: echoTextSchema,
      replyLength: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_ECHO_CHARACTERS)),
    }),
    reply: v.strictObject({ received: v.number(), text: echoTextSchema }),
  },
  /** The last report of the diagnostics, in plugin-data; empty where there is none. */
  loadReport: { params: nothing, reply: v.strictObject({ text: reportTextSchema }) },
  saveReport: { params: v.strictObject({ text: reportTextSchema }), reply: nothing },
} as const;
