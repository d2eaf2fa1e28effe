export { reportText, type DiagnosticsAnswer, type DiagnosticsReport } from './report';
export { PAGE_PROBES, runDiagnostics, type DiagnosticsProgress } from './run-diagnostics';
