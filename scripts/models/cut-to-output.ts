import { GRAPH, graphOf, nameOf, nodesOf, replaceGraph } from './onnx-fields';
import type { Node } from './onnx-fields';
import type { Field } from './protobuf-fields';

/**
 * An ONNX model cut down to one output: nodes that do not lead to it, and the initializers, inputs and shape notes that
 * only those nodes used, are dropped, and nodes stand after what they consume. What stays is kept byte for byte.
 * Allocates the new model. The same input gives the same bytes.
 */
export function cutToOutput(model: Uint8Array, outputName: string): Uint8Array {
  return replaceGraph(model, cutGraph(graphOf(model), outputName));
}

function cutGraph(graph: readonly Field[], outputName: string): Field[] {
  const nodes = nodesTowards(outputName, graph);
  const used = new Set(nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]));
  const rest = graph.filter((field) => {
    if (field.number === GRAPH.node) return false;
    if (field.number === GRAPH.output) return nameOf(field) === outputName;
    return nameOf(field) === undefined || used.has(nameOf(field) ?? '');
  });
  return [...nodes.map((node) => node.field), ...rest];
}

/** The nodes that the output needs, each after those that it consumes (depth first, so the order is the file's own). */
function nodesTowards(outputName: string, graph: readonly Field[]): Node[] {
  const producers = new Map(
    nodesOf(graph).flatMap((node) => node.outputs.map((output) => [output, node] as const)),
  );
  if (!producers.has(outputName)) throw new Error(`The network has no output named ${outputName}`);
  const ordered = new Set<Node>();
  const visit = (value: string): void => {
    const node = producers.get(value);
    if (node === undefined || ordered.has(node)) return;
    node.inputs.forEach(visit);
    ordered.add(node);
  };
  visit(outputName);
  return [...ordered];
}
