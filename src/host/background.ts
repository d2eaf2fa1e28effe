import type { Settings } from '../bridge';
import { OffcutError } from '../support';
import { withDocumentInFront } from './in-front';
import { findNewLayer, layerIdsOf } from './new-layer';
import type { UsableLayer } from './target';
import type { Photoshop } from './vendor';

/** What to do with a Background, which cannot have a layer mask: make it a layer, or leave it alone. */
export type BackgroundPolicy = NonNullable<Settings['backgroundLayer']>;

export function backgroundPolicyOf({ backgroundLayer = 'convert' }: Settings): BackgroundPolicy {
  return backgroundLayer;
}

/** @throws OffcutError `background-layer` for a Background that is to be left alone. */
export function requireAllowed(
  { layer }: Pick<UsableLayer, 'layer'>,
  background: BackgroundPolicy,
): void {
  if (layer.isBackgroundLayer && background === 'refuse')
    throw new OffcutError('background-layer', 'The Background is to be left as it is');
}

/** What the action system calls Layer > New > Layer from Background. The name is Photoshop's, in its own language. */
const LAYER_FROM_BACKGROUND = {
  _obj: 'set',
  _target: [{ _ref: 'layer', _property: 'background' }],
  to: {
    _obj: 'layer',
    opacity: { _unit: 'percentUnit', _value: 100 },
    mode: { _enum: 'blendMode', _value: 'normal' },
  },
  _options: { dialogOptions: 'dontDisplay' },
};

/**
 * The id of a layer that can take a mask: the layer's own, or that of the layer which its Background becomes. To be
 * called in a modal scope whose history is suspended, so that the conversion is no step of its own.
 * @throws OffcutError `host-failed` when Photoshop does not convert it.
 */
export async function toMaskableLayer(
  photoshop: Photoshop,
  { document, layer }: UsableLayer,
): Promise<number> {
  if (!layer.isBackgroundLayer) return layer.id;
  const { id } = layer;
  const before = layerIdsOf(document.layers);
  const [answer] = await withDocumentInFront(photoshop, document, () =>
    photoshop.action.batchPlay([LAYER_FROM_BACKGROUND], {}),
  );
  // Photoshop was seen to give the layer another id. One that keeps its id is no Background any more.
  const converted = findNewLayer(document, before)?.id ?? id;
  const isBackground = [...document.layers].some((each) => each.isBackgroundLayer);
  if (answer?.['_obj'] === 'error' || isBackground)
    throw new OffcutError('host-failed', 'Photoshop has not made the Background a layer', {
      context: { result: Number(answer?.['result']) },
    });
  return converted;
}
