// biome-ignore-all lint/performance/noBarrelFile: what the worker bundles, every workflow by its type name
export { holdWorkflow } from './hold.ts';
export { outgoingRequestWorkflow } from './outgoing-request.ts';
export { translationWorkflow } from './translation.ts';
export { transmissionWorkflow } from './transmission.ts';
