import type { Output, Target } from '../jobs';
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
          {output === 'mask' ? <MaskWords target={view.target} /> : null}
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

/** What becomes of the mask that the layer has, and where. */
function MaskWords({ target }: { readonly target: Target }) {
  const { hasLayerMask, existingMask = 'replace', isInSelection = false } = target;
  return (
    <>
      {hasLayerMask ? <p className="quiet">{OLD_MASK_WORDS[existingMask]}</p> : null}
      {isInSelection ? <p className="quiet">Only inside the selection.</p> : null}
    </>
  );
}

const OLD_MASK_WORDS: Readonly<Record<NonNullable<Target['existingMask']>, string>> = {
  replace: 'Its layer mask will be replaced.',
  intersect: 'Its layer mask will be narrowed to the subject.',
  add: 'The subject will be added to its layer mask.',
  subtract: 'The subject will be taken out of its layer mask.',
};
