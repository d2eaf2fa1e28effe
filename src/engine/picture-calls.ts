import type { Tier } from '../models';
import type { CancelSignal } from '../support';
import type {
  ColourRequest,
  ColourStrip,
  EstimateRequest,
  MatteReport,
  RefinementReport,
  RefinementRequest,
} from './engine';
import type { EngineWorker } from './engine-worker';
import { withPicturePort } from './picture-port';

interface Cancellable {
  readonly signal: CancelSignal | undefined;
}

export type EstimateCall = Omit<EstimateRequest, 'fine' | 'steady'> & Cancellable;

/** Aborting ends the worker: nothing less stops a network in mid-run. */
export function estimateIn(
  worker: EngineWorker,
  { fine, steady }: Tier,
  { signal, ...request }: EstimateCall,
): Promise<MatteReport> {
  const { overview, source, islands, solidInterior } = request;
  const networks = { fine: fine.id, ...(steady && { steady: steady.id }) };
  const plain = { ...networks, overview, extent: source.extent, islands, solidInterior };
  return withPicturePort(
    request,
    (port) =>
      worker.call((engine) => engine.estimateMatte(plain, port), {
        ifLost: 'inference-failed',
        signal,
      }),
    signal,
  );
}

/** A matte, by its id in the worker that it lives and dies with. */
export interface RemoteMatte {
  readonly worker: EngineWorker;
  readonly matteId: number;
}

/** Aborting makes the next read reject, which ends the refinement; the picture is answered for until it has. */
export function refineIn(
  { worker, matteId }: RemoteMatte,
  { signal, ...request }: RefinementRequest & Cancellable,
): Promise<RefinementReport> {
  const plain = { matteId, extent: request.source.extent };
  return withPicturePort(
    request,
    (port) =>
      worker.call((engine) => engine.refineMatte(plain, port), { ifLost: 'inference-failed' }),
    signal,
  );
}

/** Aborting makes the next read reject, which ends the estimation unless it is solving already. */
export function estimateColoursIn(
  { worker, matteId }: RemoteMatte,
  { signal, ...request }: RefinementRequest & Cancellable,
): Promise<void> {
  const plain = { matteId, extent: request.source.extent };
  return withPicturePort(
    request,
    (port) =>
      worker.call((engine) => engine.estimateColours(plain, port), { ifLost: 'inference-failed' }),
    signal,
  );
}

export function renderColourStripIn(
  { worker, matteId }: RemoteMatte,
  { signal, source, ...rows }: ColourRequest & Cancellable,
): Promise<ColourStrip> {
  const plain = { matteId, extent: source.extent, ...rows };
  return withPicturePort(
    { source },
    (port) =>
      worker.call((engine) => engine.renderColourStrip(plain, port), {
        ifLost: 'inference-failed',
      }),
    signal,
  );
}
