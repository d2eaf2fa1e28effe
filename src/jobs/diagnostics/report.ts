import type { Environment, ProbeAnswer, ProbeQuestion } from '../../bridge';

/** A question and what came of it. */
export type DiagnosticsAnswer = ProbeQuestion & ProbeAnswer;

/** What a run has come to. It holds no pixels, and no names or paths of a person's files. */
export interface DiagnosticsReport {
  readonly environment: Pick<Environment, 'hostVersion' | 'pluginVersion' | 'surface' | 'theme'>;
  /** Day of the run, as 2026-01-31. */
  readonly day: string;
  readonly answers: readonly DiagnosticsAnswer[];
  /** Questions there are. */
  readonly count: number;
  /** The question that was being asked when the report was kept; absent where the run has ended. */
  readonly asking?: string | undefined;
  /** The question in which the run before this one broke off: whatever it did may have ended Photoshop. */
  readonly brokeOffIn?: string | undefined;
  readonly wasCancelled: boolean;
}

/** What no program can see; a person writes the answer beside the report. */
export const BY_HAND: readonly string[] = [
  'Q7: hide the panel while the diagnostics run, and run them again.',
  'Q10, Q11: run Diagnostics from the menu with the panel closed; this page is then in a dialog.',
  'Q20: press Esc while a mask of a large document is written; nothing must be left in History.',
  'Q24: record both commands in an action and play it, also by File > Automate > Batch.',
  'Q27: install the .ccx by double click.',
];

/** To be read by a person, with the same as JSON behind it. */
export function reportText(report: DiagnosticsReport): string {
  const { environment, day, answers, count, brokeOffIn, wasCancelled } = report;
  const { pluginVersion, hostVersion, surface, theme } = environment;
  return [
    `Offcut ${pluginVersion} diagnostics, Photoshop ${hostVersion}, ${surface}, ${theme}, ${day}`,
    'It holds no pixels, and no names or paths of your files.',
    ...(wasCancelled ? [`Cancelled after ${answers.length} of ${count} questions.`] : []),
    ...(brokeOffIn === undefined ? [] : [`The run before this one broke off in ${brokeOffIn}.`]),
    '',
    ...answers.flatMap((answer) => [...answerLines(answer), '']),
    'To be answered by a person:',
    ...BY_HAND,
    '',
    JSON.stringify(report),
  ].join('\n');
}

function answerLines({ id, question, how, kind, words, ms }: DiagnosticsAnswer): readonly string[] {
  return [
    `${id}. ${question}`,
    `  ${kind === 'refused' ? 'refused: ' : ''}${words} (${Math.round(ms)} ms)`,
    `  (${how})`,
  ];
}
