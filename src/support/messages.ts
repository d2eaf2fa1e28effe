import type { ErrorCode, ErrorContext, OffcutError } from './errors';
import type { Stage } from './progress';

/** What a person reads when something cannot be done: one sentence that says what is the matter, one that says what to do. */
export interface Message {
  readonly summary: string;
  readonly nextStep: string;
}

/** The words for an expected failure, for the panel and for the headless twin. */
export function messageFor(error: Pick<OffcutError, 'code' | 'context'>): Message {
  const message = MESSAGES[error.code];
  return typeof message === 'function' ? message(error.context) : message;
}

export function stageName(stage: Stage): string {
  return STAGE_NAMES[stage];
}

const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  'reading-pixels': 'Reading the layer',
  'loading-model': 'Loading the model',
  estimating: 'Finding the subject',
  refining: 'Refining edges',
  'rendering-mask': 'Drawing the mask',
  'cleaning-colours': 'Cleaning the colours',
  'writing-mask': 'Writing to the document',
};

const REINSTALL =
  'Install Offcut again. In a copy built from source, run “npm run models”, then “npm run build”.';

/** Every code has words; a new code is a compile error here. Context that is missing leaves the sentence whole. */
const MESSAGES: Readonly<Record<ErrorCode, Message | ((context: ErrorContext) => Message)>> = {
  'no-document': {
    summary: 'No document is open.',
    nextStep: 'Open a picture in Photoshop.',
  },
  'no-layer': {
    summary: 'No layer is selected.',
    nextStep: 'Select one layer in the Layers panel.',
  },
  'several-layers': {
    summary: 'Several layers are selected.',
    nextStep: 'Select just one layer.',
  },
  'empty-layer': {
    summary: 'This layer is empty.',
    nextStep: 'Select a layer that has pixels in it.',
  },
  'off-canvas-layer': {
    summary: 'This layer lies wholly outside the canvas.',
    nextStep: 'Move it onto the canvas, or choose Image > Reveal All.',
  },
  'group-layer': {
    summary: 'A group or an artboard is selected, not a layer.',
    nextStep: 'Select one layer inside it, or convert a group to a smart object.',
  },
  'background-layer': {
    summary: 'A Background layer cannot have a layer mask, and Offcut is set to leave it as it is.',
    nextStep: 'Click the lock on the Background in the Layers panel to make it a layer.',
  },
  'locked-layer': {
    summary: 'This layer, or a group that it is in, is locked.',
    nextStep: 'Unlock it in the Layers panel.',
  },
  'fill-layer': {
    summary: 'A fill or a shape holds no picture to find a subject in.',
    nextStep: 'Select the layer with the picture, or rasterize this one first.',
  },
  'adjustment-layer': {
    summary: 'An adjustment layer has no picture of its own.',
    nextStep: 'Select the layer with the picture that it changes.',
  },
  'unsupported-layer': {
    summary: 'This kind of layer has no picture to work on.',
    nextStep: 'Select a pixel layer, or rasterize this one first.',
  },
  'layer-not-rasterized': {
    summary: 'Photoshop could not turn a copy of this layer into pixels.',
    nextStep: 'Check that its linked file or its fonts are there, or rasterize the layer first.',
  },
  'unsupported-color-mode': {
    summary: 'This colour mode is not supported.',
    nextStep: 'Choose Image > Mode > RGB Color.',
  },
  'flat-color-mode': ({ mode }) => ({
    summary: naming('A document in', mode, 'mode cannot have layer masks.'),
    nextStep: 'Choose Image > Mode > RGB Color.',
  }),
  'mode-not-converted': {
    summary: 'Photoshop could not make an RGB copy of this document to look at.',
    nextStep:
      'Close other documents to free memory and try again, or choose Image > Mode > RGB Color.',
  },
  'mask-unreadable': {
    summary: 'The mask or the selection could not be read, so nothing was changed.',
    nextStep: 'Let the new mask replace the old one, or deselect, and try again.',
  },
  'no-subject': {
    summary: 'No subject was found, so the picture was left as it is.',
    nextStep: 'Try another quality, or a layer with a clearer subject.',
  },
  'document-closed': {
    summary: 'The document was closed before the mask was written.',
    nextStep: 'Open it again and start over.',
  },
  'document-changed': {
    summary: 'The document or the layer was resized or moved before the mask was written.',
    nextStep: 'Start over: the mask must fit what it hides.',
  },
  'layer-deleted': {
    summary: 'The layer was deleted before the mask was written.',
    nextStep: 'Select another layer, or undo the deletion, and start over.',
  },
  'host-busy': {
    summary: 'Photoshop is busy with something else.',
    nextStep: 'Finish or close what is open in Photoshop, such as a dialog, and try again.',
  },
  'host-failed': {
    summary: 'Photoshop could not do this.',
    nextStep: 'The document is as it was. Try again; if it fails again, restart Photoshop.',
  },
  'unexpected-pixels': {
    summary: 'Photoshop gave pixels in a form that Offcut does not know.',
    nextStep: 'Try Image > Mode > RGB Color and 8 Bits/Channel.',
  },
  'registry-invalid': {
    summary: 'The list of models is damaged.',
    nextStep: REINSTALL,
  },
  'model-unknown': ({ modelId }) => ({
    summary: naming('The quality', modelId, 'is not one of those that Offcut has.'),
    nextStep: 'Choose one of the qualities in the list.',
  }),
  'model-missing': ({ file }) => ({
    summary: naming('The model file', file, 'is missing.'),
    nextStep: REINSTALL,
  }),
  'model-truncated': ({ file }) => ({
    summary: naming('The model file', file, 'is not complete.'),
    nextStep: REINSTALL,
  }),
  'model-altered': ({ file }) => ({
    summary: naming('The model file', file, 'is not the one that Offcut was made with.'),
    nextStep: REINSTALL,
  }),
  'engine-start-failed': {
    summary: 'The part that runs the models did not start.',
    nextStep: 'Restart Photoshop. If it fails again, update Photoshop and the operating system.',
  },
  'session-failed': {
    summary: 'The model could not be loaded.',
    nextStep: 'Close other documents to free memory and try again, or choose the Fast quality.',
  },
  'inference-failed': {
    summary: 'The model stopped with an error.',
    nextStep: 'Close other documents to free memory and try again, or choose the Fast quality.',
  },
  'provider-failed': {
    summary: 'The graphics processor stopped with an error.',
    nextStep: 'Try again: Offcut then works on the CPU.',
  },
  'unexpected-output': {
    summary: 'The model gave an answer that makes no sense.',
    nextStep: 'Try again, or choose another quality.',
  },
  'bridge-timeout': {
    summary: 'Photoshop did not answer in time.',
    nextStep: 'Close any dialog that is open in Photoshop and try again.',
  },
  'bridge-corrupt': {
    summary: 'What Photoshop sent arrived damaged.',
    nextStep: 'Try again. If it happens again, close the panel and open it again.',
  },
  'bridge-version': {
    summary: 'The panel and the plugin are not of the same version.',
    nextStep: 'Restart Photoshop. If that does not help, install Offcut again.',
  },
  'bridge-closed': {
    summary: 'The connection to Photoshop was closed.',
    nextStep: 'Close the panel and open it again.',
  },
  'asset-missing': ({ file }) => ({
    summary: naming('The file', file, 'of the plugin is missing.'),
    nextStep: REINSTALL,
  }),
  'no-input': {
    summary: 'No picture was given.',
    nextStep: 'Name one or more picture files, or a folder that holds some.',
  },
  'file-unreadable': ({ file }) => ({
    summary: naming('The picture', file, 'cannot be read.'),
    nextStep: 'Check that it exists and is a JPEG, PNG, TIFF, WebP or AVIF picture.',
  }),
  'file-too-large': ({ file }) => ({
    summary: naming('The picture', file, 'has too many pixels.'),
    nextStep: 'Make it smaller: at most 268 million pixels.',
  }),
  'file-unwritable': ({ file }) => ({
    summary: naming('The file', file, 'cannot be written.'),
    nextStep: 'Check that the folder exists, has space and may be written to.',
  }),
  internal: {
    summary: 'Something went wrong that Offcut did not expect.',
    nextStep: 'The document is as it was. Try again; if it fails again, restart Photoshop.',
  },
};

/** A sentence that reads well whether or not the thing's name is known. */
function naming(subject: string, name: string | number | undefined, predicate: string): string {
  return [subject, ...(name === undefined ? [] : [`“${name}”`]), predicate].join(' ');
}
