export {
  adjustEdges,
  reachOfEdges,
  renderAdjustedStrip,
  type AdjustedStripRequest,
  type RenderRows,
} from './adjust-edges';
export {
  assertEdgeControls,
  EDGE_CONTROL_RANGES,
  isNoEdgeControls,
  NO_EDGE_CONTROLS,
  scaleEdgeControls,
  type EdgeControls,
} from './edge-controls';
