import type { ProviderFallback } from '../jobs';
import type { ComputerView } from './panel-state';
import { deviceLine, fallbackLine, isShownBy } from './report-lines';

/** What the last removal ran on, and why not on the GPU; a test below says the rest. */
export function LastDevice({ view: { lastRun, test } }: { readonly view: ComputerView }) {
  if (!lastRun) return test.kind === 'tested' ? null : <p>Not tested yet.</p>;
  const { fallback } = lastRun.run;
  const known = test.kind === 'tested' ? test.test : undefined;
  return (
    <div className="last-device">
      <p className="quiet">{`Last run: ${deviceLine(lastRun)}`}</p>
      {fallback && !isShownBy(known, fallback.code) ? <Fallback fallback={fallback} /> : null}
    </div>
  );
}

function Fallback({ fallback }: { readonly fallback: ProviderFallback }) {
  const since = fallback.isRemembered ? ' Known from an earlier session; a test tries again.' : '';
  return (
    <>
      <p>{fallbackLine(fallback) + since}</p>
      <p className="quiet">{fallback.reason}</p>
    </>
  );
}
