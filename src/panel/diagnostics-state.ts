import type { DiagnosticsAnswer, DiagnosticsReport } from '../jobs';
import type { OffcutError } from '../support';

/** The diagnostics' course: what has been answered stays in sight while it runs and afterwards. */
export type DiagnosticsView =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'asking' | 'cancelling';
      readonly answers: readonly DiagnosticsAnswer[];
      /** Questions there are; 0 until they are known. */
      readonly count: number;
      readonly question: string;
    }
  | { readonly kind: 'ended'; readonly report: DiagnosticsReport }
  | { readonly kind: 'failed'; readonly error: OffcutError };

export type AskingView = Extract<DiagnosticsView, { readonly kind: 'asking' | 'cancelling' }>;

export function isAsking(view: DiagnosticsView): view is AskingView {
  return view.kind === 'asking' || view.kind === 'cancelling';
}

export function answersOf(view: DiagnosticsView): readonly DiagnosticsAnswer[] {
  if (view.kind === 'ended') return view.report.answers;
  return isAsking(view) ? view.answers : [];
}

/** What a screen reader says; an error announces itself. */
export function diagnosticsAnnouncement(view: DiagnosticsView): string {
  switch (view.kind) {
    case 'idle':
    case 'failed':
      return '';
    case 'asking':
      return 'Diagnostics running';
    case 'cancelling':
      return 'Cancelling';
    case 'ended':
      return endLine(view.report);
  }
}

export function endLine({ answers, count, wasCancelled }: DiagnosticsReport): string {
  const refused = answers.filter(({ kind }) => kind === 'refused').length;
  const answered = `${answers.length} of ${count} questions answered, ${refused} by a refusal.`;
  return wasCancelled ? `Cancelled. ${answered}` : answered;
}
