import type { Document, Layer, Photoshop } from './vendor';

/** Whether the layer has a layer mask already. The object model does not say; the action system does. */
export async function hasLayerMask(
  photoshop: Photoshop,
  document: Document,
  layer: Layer,
): Promise<boolean> {
  return (await propertyOf(photoshop, { document, layer }, 'hasUserMask')) === true;
}

/** Whether its layer mask is switched on. One of which Photoshop does not say so counts as switched on. */
export async function isMaskEnabled(
  photoshop: Photoshop,
  document: Document,
  layer: Layer,
): Promise<boolean> {
  return (await propertyOf(photoshop, { document, layer }, 'userMaskEnabled')) !== false;
}

async function propertyOf(
  { action }: Photoshop,
  { document, layer }: { readonly document: Document; readonly layer: Layer },
  property: string,
): Promise<unknown> {
  const [answer] = await action.batchPlay(
    [
      {
        _obj: 'get',
        _target: [
          { _property: property },
          { _ref: 'layer', _id: layer.id },
          { _ref: 'document', _id: document.id },
        ],
      },
    ],
    {},
  );
  return answer?.[property];
}
