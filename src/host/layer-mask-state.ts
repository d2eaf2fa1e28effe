import type { Document, Layer, Photoshop } from './vendor';

/** Whether the layer has a layer mask already. The object model does not say; the action system does. */
export async function hasLayerMask(
  { action }: Photoshop,
  document: Document,
  layer: Layer,
): Promise<boolean> {
  const [answer] = await action.batchPlay(
    [
      {
        _obj: 'get',
        _target: [
          { _property: 'hasUserMask' },
          { _ref: 'layer', _id: layer.id },
          { _ref: 'document', _id: document.id },
        ],
      },
    ],
    {},
  );
  return answer?.['hasUserMask'] === true;
}
