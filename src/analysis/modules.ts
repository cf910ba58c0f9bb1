/**
 * What is the value of a name that a file imports? Follows imports to the files of the
 * project, through re-exports, and to the models of packages.
 * Must not resolve specifiers: the project's links do.
 */
import type { NodeOf } from '../flow';
import type { Evaluator } from './evaluate';
import { constantsOf, readField } from './fields';
import type { Unit } from './program';
import type { Source } from './source';
import { merge, mergeAll, unknown, valueWith } from './value';
import type { Value } from './value';

/** An import where it stands. */
export function importValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'import'>): Value {
  const { source } = unit;
  const value = importedValue(evaluator, source, node.module, node.name);
  if (value !== null) return evaluator.guessed(source, value, node.name);
  const packaged = libraryValue(evaluator, unit, node);
  if (node.module.startsWith('.') || !evaluator.policy.isCaleyName(node.module)) return packaged;
  return packaged.with({ taints: [evaluator.evidence.taint('data.caley', 'high', true, unit, node, node.module)] });
}

/** What a library hands out: an object of it, data (`from flask import session`) or a constant. */
function libraryValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'import'>): Value {
  const value = packageValue(evaluator, unit.source, node.module, node.name);
  if (value === null) return evaluator.guessed(unit.source, unknown, node.name);
  const taints = value.places.flatMap((place) => evaluator.evidence.ofPlace(place, unit, node, node.name));
  return value.with({ taints, opaque: taints.length > 0, constants: value.places.flatMap((place) => constantsOf(place, unit, node)) });
}

/** What `name` of a project's file is; null where the specifier means no file of the project. Who takes a file over whole has what a script declares too. */
function importedValue(evaluator: Evaluator, source: Source, specifier: string, name: string, isWhole = false): Value | null {
  const target = source.links.resolve(specifier, source);
  if (target !== null) {
    if (name === '*') return namespaceOf(evaluator, target);
    if (offers(evaluator, target, name) && (isWhole || !isOfScript(target, name))) return evaluator.exportOf(target, name);
    if (name === 'default') return namespaceOf(evaluator, target);
  }
  const member = name === '*' || name === 'default' ? null : source.links.member(specifier, name, source);
  return member === null ? (target === null ? null : unknown) : namespaceOf(evaluator, member);
}

/** A whole module: its exports by name, and what it is itself where it is a function, a class or an object. */
function namespaceOf(evaluator: Evaluator, target: Source): Value {
  const all = valueWith({ modules: [target] });
  return offers(evaluator, target, 'default') ? merge(all, evaluator.exportOf(target, 'default')) : all;
}

/** The value of an exported name; to be asked through `Evaluator.exportOf`, which keeps it. */
export function exportValue(evaluator: Evaluator, source: Source, name: string): Value {
  const [module] = source.units;
  if (module === undefined) return unknown;
  const own: Value[] = [];
  for (const { value, from, imported } of source.exportsOf(name)) {
    if (value !== null) own.push(evaluator.valueOf(module, value));
    else if (from !== null) own.push(reexported(evaluator, source, from, imported ?? name));
  }
  if (own.length > 0 || name === 'default') return own.length > 0 ? mergeAll(own) : unknown;
  const taken = wildcardValue(evaluator, source, name);
  if (taken !== null) return taken;
  return offers(evaluator, source, 'default') ? readField(evaluator, { unit: module, node: { id: 0 } }, evaluator.exportOf(source, 'default'), name, null) : unknown;
}

function isOfScript(source: Source, name: string): boolean {
  const own = source.exportsOf(name);
  return own.length > 0 && own.every(({ global }) => global === true);
}

function reexported(evaluator: Evaluator, source: Source, from: string, name: string, isWhole = false): Value {
  return importedValue(evaluator, source, from, name, isWhole) ?? packageValue(evaluator, source, from, name) ?? unknown;
}

function packageValue(evaluator: Evaluator, source: Source, module: string, name: string): Value | null {
  const root = evaluator.models.package(source.ecosystem, module, source.installed);
  const place = root === null || name === '*' || name === 'default' ? root : root.member(name);
  return place === null ? null : valueWith({ places: [place] });
}

/** Re-exports that are followed to a name. */
const maxDepth = 12;

/** Whether a file has something to give under a name: itself, or taken over whole from others, each of which is looked into once however many hand it on. */
export function offers(evaluator: Evaluator, source: Source, name: string): boolean {
  const seen = new Set([source]);
  const taken = new Set([source]);
  for (let depth = maxDepth; depth >= 0 && taken.size > 0; depth--) {
    const level = [...taken];
    taken.clear();
    for (const one of level) {
      evaluator.noteShape(one);
      if (one.exportsOf(name).length > 0) return true;
      if (name === 'default' || depth === 0) continue;
      if (one.exportsOf('default').some(({ value }) => value !== null)) return true;
      for (const { from } of one.exportsOf('*')) {
        const target = from === null ? null : one.links.resolve(from, one);
        if (from !== null && target === null && isPackageMember(evaluator, one, from, name)) return true;
        if (target !== null && !seen.has(target)) taken.add(target);
        if (target !== null) seen.add(target);
      }
    }
  }
  return false;
}

function offersFrom(evaluator: Evaluator, source: Source, from: string, name: string): boolean {
  const target = source.links.resolve(from, source);
  return target === null ? isPackageMember(evaluator, source, from, name) : offers(evaluator, target, name);
}

function isPackageMember(evaluator: Evaluator, source: Source, from: string, name: string): boolean {
  return (evaluator.models.package(source.ecosystem, from, source.installed)?.member(name) ?? null) !== null;
}

/** A name that nothing in the file declares, but that it takes over from other modules whole (`from x import *`). Null where none has it. */
export function wildcardValue(evaluator: Evaluator, source: Source, name: string): Value | null {
  for (const { from } of source.exportsOf('*')) {
    if (from !== null && offersFrom(evaluator, source, from, name)) return reexported(evaluator, source, from, name, true);
  }
  return null;
}
