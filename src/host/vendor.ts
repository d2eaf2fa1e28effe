// A plain import would not carry the declarations to the rooms that compile against this one.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- see above
/// <reference path="./uxp-host.d.ts" preserve="true" />
import fs, { type UxpFileSystem } from 'fs';
import photoshop from 'photoshop';
import type { ExecuteAsModalOptions, ExecutionContext } from 'photoshop/dom/CoreModules';
import type { Document } from 'photoshop/dom/Document';
import type { imaging } from 'photoshop/dom/ImagingModule';
import type { Layer } from 'photoshop/dom/Layer';
import uxp, { type Uxp } from 'uxp';

/** Photoshop's modules. Everything else takes them as a parameter, so that tests hand in the simulator's. */
export interface Vendor {
  readonly photoshop: Photoshop;
  readonly uxp: Uxp;
  readonly fs: UxpFileSystem;
}

export type Photoshop = Pick<typeof photoshop, 'app' | 'core' | 'action' | 'imaging' | 'constants'>;
export type PhotoshopImage = imaging.PhotoshopImageData;
export type PixelOptions = imaging.GetPixelsOptions;
export type Pixels = imaging.GetPixelsResult;
export type { Document, ExecutionContext, Layer, UxpFileSystem, Uxp };

/** Since Photoshop 25.10 a modal scope waits its turn for `timeOut` seconds. */
export type ModalOptions = ExecuteAsModalOptions & { readonly timeOut: number };

export const vendor: Vendor = { photoshop, uxp, fs };
