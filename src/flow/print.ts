/**
 * How does a person read a graph? One block a function, one line a node.
 * The same graph always prints the same; nothing is computed here.
 */
import type { Argument, ClassGraph, Constant, Export, FileGraph, FunctionGraph, Guard, GuardId, Node, NodeId, Property, TypeDeclaration, TypeExpression } from './graph';

/** The whole file. `%3` is node 3, `@2` guard 2, `#1` function 1, `class 0` class 0. */
export function printFile(file: FileGraph): string {
  const blocks = [
    `language ${file.language}`,
    ...file.functions.map(printFunction),
    ...file.classes.map(printClass),
    ...file.types.map(printDeclaration),
  ];
  if (file.comments.length > 0) blocks.push(file.comments.map((comment) => `comment ${String(comment.range.start)} ${quote(comment.text)}`).join('\n'));
  if (file.syntaxErrors.length > 0) blocks.push(`syntax errors ${file.syntaxErrors.map((range) => `${String(range.start)}-${String(range.end)}`).join(', ')}`);
  return blocks.join('\n\n') + '\n';
}

/** One function: its head, then a line for each node, guard, variable, return, outer write and export. */
export function printFunction(graph: FunctionGraph): string {
  const words = [graph.async ? 'async' : '', graph.generator ? 'generator' : '', graph.kind, graph.name].filter((word) => word !== '');
  const where = graph.parent === null ? '' : ` in #${String(graph.parent)}`;
  const owner = graph.class === null ? '' : ` of class ${String(graph.class)}`;
  const result = graph.returnType === null ? '' : `: ${printType(graph.returnType)}`;
  const count = graph.parameterCount === 0 ? '' : ` (${String(graph.parameterCount)})`;
  const lines = [`#${String(graph.id)} ${words.join(' ')}${count}${result}${where}${owner} ${place(graph.range)}`];
  graph.nodes.forEach((node, id) => lines.push(`  %${String(id)} = ${printNode(node)}${node.guard === 0 ? '' : ` @${String(node.guard)}`} ${place(node)}`));
  graph.guards.forEach((guard, id) => {
    if (guard.kind !== 'always') lines.push(`  @${String(id)} = ${printGuard(guard)}`);
  });
  for (const variable of graph.variables) {
    const type = variable.type === null ? '' : `: ${printType(variable.type)}`;
    lines.push(`  ${variable.kind} ${variable.name}${type} = ${list(variable.values)} ${place(variable.scope)}`);
  }
  if (graph.returns.length > 0) lines.push(`  return ${list(graph.returns)}`);
  for (const write of graph.outerWrites) lines.push(`  write ${write.name} = %${String(write.value)}`);
  for (const item of graph.exports) lines.push(`  export ${printExport(item)}`);
  return lines.join('\n');
}

/** One node without its number, guard and place: `call %1(%2, ...%0)`. */
export function printNode(node: Node): string {
  switch (node.op) {
    case 'constant':
      return printConstant(node.value);
    case 'pattern':
      return `/${node.source}/${node.flags}`;
    case 'parameter':
      return `parameter ${node.rest ? '...' : ''}${String(node.index)} ${node.name ?? ''}${node.type === null ? '' : `: ${printType(node.type)}`}`.trimEnd();
    case 'this':
    case 'super':
    case 'caught':
      return node.op;
    case 'outer':
      return `outer ${node.name}`;
    case 'import':
      return `import ${node.typeOnly ? 'type ' : ''}${node.name} from ${quote(node.module)}`;
    case 'field':
      return `field %${String(node.object)}.${node.name}`;
    case 'element':
      return `element %${String(node.object)}[%${String(node.key)}]`;
    case 'update':
      return `update %${String(node.object)}.${node.name ?? '*'} = %${String(node.value)}`;
    case 'call':
      return `${node.construct ? 'new' : 'call'} %${String(node.callee)}${node.typeArgs.length === 0 ? '' : `<${node.typeArgs.map(printType).join(', ')}>`}(${node.args.map(printArgument).join(', ')})`;
    case 'after':
      return `after %${String(node.call)} %${String(node.value)} as ${String(node.role)}`;
    case 'concat':
      return `concat ${list(node.parts)}`;
    case 'object':
      return `object {${printProperties(node.properties)}}`;
    case 'array':
      return `array [${node.elements.map(printArgument).join(', ')}]`;
    case 'rest':
      return `rest %${String(node.object)} without {${node.without.join(', ')}}`;
    case 'iterate':
      return `iterate %${String(node.object)}${node.index === null ? '' : ` at ${String(node.index)}`}`;
    case 'function':
      return `function #${String(node.function)}`;
    case 'class':
      return `class ${String(node.class)}`;
    case 'phi':
      return `phi ${list(node.inputs)}`;
    case 'await':
      return `await %${String(node.value)}`;
    case 'yield':
      return node.value === null ? 'yield' : `yield %${String(node.value)}`;
    case 'read':
      return `read ${node.name} %${String(node.value)}`;
    case 'bind':
      return `bind ${node.name} %${String(node.value)}${node.type === null ? '' : `: ${printType(node.type)}`}`;
    case 'cast':
      return `cast %${String(node.value)} to ${printType(node.type)}`;
    case 'operator':
      return `operator ${node.operator} ${list(node.operands)}`.trimEnd();
    case 'markup':
      return `markup ${node.tag === null ? `<${node.name}>` : `%${String(node.tag)} <${node.name}>`} {${printProperties(node.properties)}} [${list(node.children)}]`;
    case 'unsupported':
      return `unsupported ${quote(node.reason)} ${list(node.operands)}`.trimEnd();
  }
}

/** A type in a TypeScript-like notation. */
export function printType(type: TypeExpression): string {
  switch (type.kind) {
    case 'name':
      return type.args.length === 0 ? type.name : `${type.name}<${type.args.map(printType).join(', ')}>`;
    case 'union':
      return type.of.map(printType).join(' | ') || 'never';
    case 'intersection':
      return type.of.map((part) => (part.kind === 'union' ? `(${printType(part)})` : printType(part))).join(' & ') || 'unknown';
    case 'record':
      return `{${type.fields.map((field) => `${field.name}: ${printType(field.type)}`).join(', ')}}`;
    case 'literal':
      return printConstant(type.value);
    case 'query':
      return `typeof ${type.name}`;
    case 'indexed':
      return `${printType(type.object)}[${printType(type.key)}]`;
    case 'import':
      return `import(${quote(type.module)}).${type.name}${type.args.length === 0 ? '' : `<${type.args.map(printType).join(', ')}>`}`;
  }
}

function printDeclaration({ kind, name, parameters, extends: bases, type }: TypeDeclaration): string {
  const own = parameters.length === 0 ? '' : `<${parameters.join(', ')}>`;
  const parents = bases.length === 0 ? '' : ` extends ${bases.map(printType).join(', ')}`;
  return `type ${kind} ${name}${own}${parents} = ${printType(type)}`;
}

function printClass(graph: ClassGraph): string {
  const superclass = graph.superclass === null ? '' : ` extends %${String(graph.superclass)}`;
  const decorators = graph.decorators.length === 0 ? '' : ` decorated ${list(graph.decorators)}`;
  const lines = [`class ${String(graph.id)} ${graph.name ?? '<class>'}${superclass}${decorators} in #${String(graph.parent)}`];
  for (const member of graph.members) {
    const words = [member.static ? 'static' : '', member.kind, member.name ?? '*'].filter((word) => word !== '').join(' ');
    const type = member.type === null ? '' : `: ${printType(member.type)}`;
    const body = member.function === null ? '' : ` = #${String(member.function)}`;
    const marks = member.decorators.length === 0 ? '' : ` decorated ${list(member.decorators)}`;
    lines.push(`  ${words}${type}${body}${marks} ${place(member.range)}`);
    for (const { index, decorators: own } of member.parameters) lines.push(`    parameter ${String(index)} decorated ${list(own)}`);
  }
  return lines.join('\n');
}

function printGuard(guard: Exclude<Guard, { readonly kind: 'always' }>): string {
  const within = (parent: GuardId): string => (parent === 0 ? '' : ` in @${String(parent)}`);
  if (guard.kind === 'when') return `when ${guard.holds ? '' : 'not '}%${String(guard.condition)}${within(guard.parent)}`;
  if (guard.kind === 'handler') return `handler of ${guard.from === guard.to ? 'nothing' : `%${String(guard.from)} to %${String(guard.to - 1)}`}${within(guard.parent)}`;
  return `${guard.kind}${within(guard.parent)}`;
}

function printExport(item: Export): string {
  const value = item.value === null ? '' : ` = %${String(item.value)}`;
  const from = item.from === null ? (item.imported === null ? '' : ` of type ${item.imported}`) : ` from ${quote(item.from)}${item.imported === null ? '' : ` as ${item.imported}`}`;
  return `${item.name}${value}${from}${item.global === true ? ' to pages' : ''}`;
}

function printArgument(argument: Argument): string {
  return `${argument.name === null ? '' : `${argument.name}=`}${argument.spread ? '...' : ''}%${String(argument.value)}`;
}

function printProperties(properties: readonly Property[]): string {
  return properties.map((property) => (property.spread ? `...%${String(property.value)}` : `${property.key ?? '*'}: %${String(property.value)}`)).join(', ');
}

function printConstant(value: Constant): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function list(ids: readonly NodeId[]): string {
  return ids.map((id) => `%${String(id)}`).join(' ');
}

function place(at: { readonly start: number; readonly end: number }): string {
  return `${String(at.start)}-${String(at.end)}`;
}
