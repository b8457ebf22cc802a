// biome-ignore-all lint/performance/noBarrelFile: what the worker bundles, every workflow by its type name
export { outgoingRequestWorkflow } from './outgoing-request.ts';
export { translationWorkflow } from './translation.ts';
export { transmissionWorkflow } from './transmission.ts';
