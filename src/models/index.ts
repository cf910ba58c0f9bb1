export type { Condition, Convention, Conventional, Ecosystem, Event, Fact, Gate, Given, Installed, InstanceOf, Literal, Model, ModelEntry, Models, NotStarting, Origin, PackageEcosystem, Place, Redaction, SchemaPart, UnsetOption } from './types';
export { parsePath, printPath } from './path';
export type { Parsed, Path, PathRoot, Selector, Step } from './path';
export { parseOrigin, printOrigin } from './origin';
export { readModel, readPackageModel } from './read';
export type { ModelReading } from './read';
export { verifyModels } from './verify';
export type { Known } from './verify';
export { compileModels } from './compile';
