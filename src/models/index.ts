export type { Condition, Ecosystem, Fact, Model, ModelEntry, Models, Origin, Place } from './types';
