/**
 * How does JSX lower? Elements are markup with properties and children;
 * components are values, host elements names.
 */
import type { NodeId, Property } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering } from './function-lowering';
import { lowerNamed } from './functions';
import { Field, Kind } from './kinds';

function lowerElement(f: FunctionLowering, node: FlatNode): NodeId {
  const { tree } = f;
  const open = tree.kind(node) === Kind.jsx_element ? tree.child(node, Field.open_tag) : node;
  const name = tree.child(open, Field.name);
  const written = name === NONE ? '' : tree.textOf(name).replace(/\s+/g, '');
  const tag = isComponent(f, name, written) ? f.expression(name) : null;
  const properties: Property[] = [];
  for (const attribute of tree.children(open)) {
    const property = lowerAttribute(f, attribute);
    if (property !== null) properties.push(property);
  }
  return f.markup(node, written, tag, properties, open === node ? [] : lowerChildren(f, node));
}

/** `<Card>` and `<ui.card>` are values, `<div>` and `<my-element>` are not. */
function isComponent(f: FunctionLowering, name: FlatNode, written: string): boolean {
  if (f.tree.kind(name) === Kind.member_expression) return true;
  return f.tree.kind(name) === Kind.identifier && !/^[a-z]/.test(written) && !written.includes('-');
}

function lowerAttribute(f: FunctionLowering, attribute: FlatNode): Property | null {
  const range = f.rangeOf(attribute);
  switch (f.tree.kind(attribute)) {
    case Kind.jsx_attribute: {
      const [name, value] = f.tree.children(attribute);
      if (name === undefined) return null;
      const key = f.tree.textOf(name);
      if (value === undefined) return { key, value: f.constant(attribute, true), spread: false, range };
      const inner = f.tree.kind(value) === Kind.jsx_expression ? f.tree.firstChild(value) : value;
      return { key, value: inner === NONE ? f.constant(attribute, undefined) : lowerNamed(f, inner, key), spread: false, range };
    }
    case Kind.jsx_expression:
      if (f.tree.firstChild(attribute) === NONE) return null;
      return { key: null, value: f.operand(attribute), spread: true, range };
    default:
      return null;
  }
}

function lowerChildren(f: FunctionLowering, node: FlatNode): NodeId[] {
  const children: NodeId[] = [];
  for (const child of f.tree.children(node)) {
    switch (f.tree.kind(child)) {
      case Kind.jsx_text: {
        const text = f.tree.textOf(child).trim();
        if (text !== '') children.push(f.constant(child, text));
        break;
      }
      case Kind.jsx_expression:
        if (f.tree.firstChild(child) !== NONE) children.push(f.operand(child));
        break;
      case Kind.jsx_opening_element:
      case Kind.jsx_closing_element:
      case Kind.html_character_reference:
        break;
      default:
        if (f.isExpression(child)) children.push(f.expression(child));
    }
  }
  return children;
}

export const jsxHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  jsx_element: lowerElement,
  jsx_self_closing_element: lowerElement,
  jsx_expression: (f, node) => f.operand(node),
};
