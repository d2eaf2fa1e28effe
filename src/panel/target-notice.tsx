import type { Output } from '../jobs';
import { messageFor } from '../support';
import { MiddleEllipsis } from './middle-ellipsis';
import type { TargetView } from './panel-state';

interface TargetNoticeProps {
  readonly view: TargetView;
  readonly output: Output;
}

/** The document and layer that a click would work on, or why there is none and what to do. */
export function TargetNotice({ view, output }: TargetNoticeProps) {
  return (
    <section className="target" aria-label="Layer to work on">
      <Words view={view} output={output} />
    </section>
  );
}

function Words({ view, output }: TargetNoticeProps) {
  switch (view.kind) {
    case 'unknown':
      return <p className="quiet">…</p>;
    case 'found':
      return (
        <>
          <p className="target-document">
            <MiddleEllipsis text={view.target.documentName} />
          </p>
          <p className="quiet">
            <MiddleEllipsis text={view.target.layerName} />
          </p>
          {view.target.hasLayerMask && output === 'mask' ? (
            <p className="quiet">Its layer mask will be replaced.</p>
          ) : null}
        </>
      );
    case 'missing': {
      const { summary, nextStep } = messageFor(view.error);
      return (
        <>
          <p className="target-document">{summary}</p>
          <p className="quiet">{nextStep}</p>
        </>
      );
    }
  }
}
